using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Tests.Items;

/// <summary>A stage may ask a person; the item then waits for as long as that takes.</summary>
public sealed class ItemAnswerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly WaitingFor Question = new("sameTitle", null, "Are these two the same?", Now, ["merge", "keep"]);
    private readonly ItemMachine<ImageRecord> _machine = new(new ImageRules("recipe-1"));
    private readonly ImageRecord _asking;

    public ItemAnswerTests() => _asking = Changed(
        new ImageRecord { State = ItemState.Running, Attempt = 1 }, new ItemEvent.StageEnded(1, new StageOutcome.Wait(Question)));

    [Fact]
    public void WaitWithChoices_IsDueAtNoTime()
    {
        _asking.WaitsForAnswer.ShouldBeTrue();
        _asking.DueAt.ShouldBeNull();
        _asking.WaitingFor.ShouldBe(Question);
    }

    [Fact]
    public void WokenOrDriven_WhileItWaitsForAnAnswer_StaysAsItIs()
    {
        Decide(_asking, new ItemEvent.Woken()).ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>();
        Decide(_asking, new ItemEvent.Driven()).ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>();
    }

    [Fact]
    public void Answered_RunsTheStageAgainWithTheAnswer()
    {
        var answered = Decide(_asking, new ItemEvent.Answered("merge")).ShouldBeOfType<ItemDecision<ImageRecord>.Changed>();

        answered.Record.Answers.ShouldNotBeNull()["sameTitle"].ShouldBe("merge");
        answered.Record.History.ShouldContain(entry => entry.Event == "answered" && entry.Message == "merge");
        answered.Effects.ShouldContain(new ItemEffect.RunStage(ImageStages.Probed, 2));
    }

    [Fact]
    public void Answered_WithWhatIsNoChoice_IsRefusedAndNamesThem()
    {
        var refused = Decide(_asking, new ItemEvent.Answered("maybe")).ShouldBeOfType<ItemDecision<ImageRecord>.Refused>().Result;

        refused.Code.ShouldBe("unknownChoice");
        refused.Message.ShouldNotBeNull().ShouldContain("merge, keep");
    }

    [Fact]
    public void Answered_WhenNothingWasAsked_IsRefused() =>
        Decide(new ImageRecord(), new ItemEvent.Answered("merge")).ShouldBeOfType<ItemDecision<ImageRecord>.Refused>().Result.Code.ShouldBe("noQuestion");

    private ItemDecision<ImageRecord> Decide(ImageRecord item, ItemEvent happened) =>
        _machine.Decide(item, happened, new ItemContext(Now, new ItemOptions(), 0.5, AttemptAlive: true));

    private ImageRecord Changed(ImageRecord item, ItemEvent happened) => Decide(item, happened).ShouldBeOfType<ItemDecision<ImageRecord>.Changed>().Record;
}
