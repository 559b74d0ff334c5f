using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Grains.Tests.Items;

public sealed class ItemTraceTests
{
    private static readonly ItemEffect Begins = new ItemEffect.RunStage("probed", 1);

    [Theory]
    [InlineData(ItemState.Running, true, "old", "new", "new")]
    [InlineData(ItemState.Running, true, "old", null, "old")]
    [InlineData(ItemState.Running, false, "old", "new", "old")]
    [InlineData(ItemState.Waiting, false, "old", null, "old")]
    [InlineData(ItemState.Live, false, "old", "new", null)]
    [InlineData(ItemState.Failed, false, "old", "new", null)]
    [InlineData(ItemState.Pending, false, null, "new", null)]
    public void WithTrace_KeepsATraceWhileStagesAreUnderWay(ItemState state, bool begins, string? before, string? carried, string? after)
    {
        var item = new ImageRecord { State = state, TraceParent = before };

        item.WithTrace(begins ? [Begins] : [], carried).TraceParent.ShouldBe(after);
    }
}
