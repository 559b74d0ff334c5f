using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;

namespace MediaPipeline.Grains.Tests.Images;

public sealed class ImageTracesTests
{
    private static readonly ImageEffect Begins = new ImageEffect.RunStage("probed", 1);

    [Theory]
    [InlineData(ItemState.Running, true, "old", "new", "new")]
    [InlineData(ItemState.Running, true, "old", null, "old")]
    [InlineData(ItemState.Running, false, "old", "new", "old")]
    [InlineData(ItemState.Waiting, false, "old", null, "old")]
    [InlineData(ItemState.Live, false, "old", "new", null)]
    [InlineData(ItemState.Failed, false, "old", "new", null)]
    [InlineData(ItemState.Pending, false, null, "new", null)]
    public void Mark_KeepsATraceWhileStagesAreUnderWay(ItemState state, bool begins, string? before, string? carried, string? after)
    {
        var image = new ImageRecord { State = state, TraceParent = before };

        ImageTraces.Mark(image, begins ? [Begins] : [], carried).TraceParent.ShouldBe(after);
    }
}
