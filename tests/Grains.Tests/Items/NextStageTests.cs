using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports;
using MediaPipeline.TestKit.Notes;

namespace MediaPipeline.Grains.Tests.Items;

/// <summary>An attempt that did two stages: both end with one write, each as if it had run alone.</summary>
public sealed class NextStageTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Between = Now.AddSeconds(-2);
    private static readonly Fault Busy = new("busy", "The printer is busy.");
    private static readonly NoteRecord Reserving = SomeNote.Of(1, Now) with
    {
        State = ItemState.Running,
        Attempt = 4,
        Tries = 1,
        JobId = JobId.Create(Now),
    };
    private readonly ItemMachine<NoteRecord> _machine = new(new NoteRules());

    [Fact]
    public void BothCompleted_AreOneDecision_EachWithItsTimeAndItsEvent()
    {
        var ended = Ended(Reserving, ReservedThen(StageOutcome.Done));

        (ended.Record.Stage, ended.Record.File, ended.Record.State, ended.Record.Attempt).ShouldBe((NoteRecord.Checked, "note.4", ItemState.Running, 5));
        ended.Record.History.Select(entry => (entry.At, entry.Stage, entry.Event, entry.Try)).ShouldBe(
            [(Between, NoteRecord.Reserved, "completed", 2), (Now, NoteRecord.Checked, "completed", 1)]);
        (ended.Record.StageTimes[NoteRecord.Reserved], ended.Record.StageTimes[NoteRecord.Checked]).ShouldBe((Between, Now));
        ended.Effects.OfType<ItemEffect.Publish>().Select(published => (published.Event, published.Item?.Stage)).ShouldBe(
            [(FeedEvents.ItemStage, NoteRecord.Reserved), (FeedEvents.ItemStage, null)]);
        ended.Effects.OfType<ItemEffect.RunStage>().ShouldBe([new ItemEffect.RunStage(NoteRecord.Approved, 5)]);
    }

    [Fact]
    public void TheLastTwo_MakeItLive()
    {
        var publishing = Reserving with { Stage = NoteRecord.Checked };
        var both = new StageOutcome.Completed(new StageResult(), new NextStage(NoteRecord.Published, Between, StageOutcome.Done));

        Ended(publishing, both).Record.State.ShouldBe(ItemState.Live);
    }

    [Fact]
    public void TheNextOneFails_TheFirstIsKept_AndTheTriesAreThoseOfTheNext()
    {
        var waiting = Ended(Reserving, ReservedThen(new StageOutcome.Retry(Busy))).Record;

        (waiting.State, waiting.Stage, waiting.File, waiting.Tries).ShouldBe((ItemState.Waiting, NoteRecord.Reserved, "note.4", 1));
        (waiting.LastError!.Stage, waiting.DueAt).ShouldBe((NoteRecord.Checked, Now.AddSeconds(2)));

        Changed(waiting with { DueAt = Now }, new ItemEvent.Woken()).Effects.ShouldBe([new ItemEffect.RunStage(NoteRecord.Checked, 5)]);
    }

    [Fact]
    public void TheNextOneIsRejected_ItIsUndone_AndFailedThere()
    {
        var undoing = Ended(Reserving, ReservedThen(new StageOutcome.Rejected(Busy)));
        undoing.Effects.ShouldContain(new ItemEffect.RunStage("undone", 5));

        var failed = Changed(undoing.Record, new ItemEvent.StageEnded(5, new StageOutcome.Completed(new Undone()))).Record;

        (failed.State, failed.LastError!.Stage, failed.File).ShouldBe((ItemState.Failed, NoteRecord.Checked, null));
    }

    [Fact]
    public void TheNextOneWaits_TheFirstIsKept()
    {
        var gate = new WaitingFor("closed", "printer", "The printer is off.", Now);

        var waiting = Ended(Reserving, ReservedThen(new StageOutcome.Wait(gate))).Record;

        (waiting.State, waiting.Stage, waiting.WaitingFor, waiting.Tries).ShouldBe((ItemState.Waiting, NoteRecord.Reserved, gate, 0));
    }

    [Fact]
    public void TheProcessDiesInBetween_BothAreDoneAgain_AndNoTryIsUsedUp()
    {
        var again = Changed(Reserving, new ItemEvent.Woken(), attemptAlive: false);

        again.Effects.ShouldBe([new ItemEffect.RunStage(NoteRecord.Reserved, 5)]);
        again.Record.Tries.ShouldBe(1);
        Decide(again.Record, new ItemEvent.StageEnded(4, ReservedThen(StageOutcome.Done)), true).ShouldBeOfType<ItemDecision<NoteRecord>.Ignored>();
    }

    [Fact]
    public void SkippedOrCancelledMeanwhile_WhatBothDidIsKept_AndUndone()
    {
        ItemEvent[] events = [new ItemEvent.SkipRequested("not wanted", null), new ItemEvent.Cancelled("not wanted")];
        StageOutcome[] outcomes = [StageOutcome.Done, new StageOutcome.Retry(Busy)];
        foreach (var (happened, outcome) in events.SelectMany(_ => outcomes, (happened, outcome) => (happened, outcome)))
        {
            var skipped = Changed(Reserving, happened).Record;

            var undoing = Ended(skipped, ReservedThen(outcome));

            undoing.Record.File.ShouldBe("note.4");
            undoing.Effects.OfType<ItemEffect.RunStage>().ShouldBe([new ItemEffect.RunStage("undone", 5)]);
            Changed(undoing.Record, new ItemEvent.StageEnded(5, new StageOutcome.Completed(new Undone()))).Record.State.ShouldBe(ItemState.Skipped);
        }
    }

    [Fact]
    public void GivenUpAsLost_ItEndsAfterAll_AndIsUndone()
    {
        var ended = Reserving with { State = ItemState.Skipped, Attempt = 6 };

        Ended(ended, ReservedThen(StageOutcome.Done)).Effects.ShouldBe([new ItemEffect.RunStage("undone", 7)]);
    }

    [Fact]
    public void ItGoesOnWithAnotherStage_TheOutcomeIsDropped()
    {
        var ended = Ended(Reserving, new StageOutcome.Completed(
            new Reserved("note.4"), new NextStage(NoteRecord.Published, Between, new StageOutcome.Rejected(Busy))));

        (ended.Record.Stage, ended.Record.State, ended.Record.LastError).ShouldBe((NoteRecord.Reserved, ItemState.Running, null));
        ended.Effects.OfType<ItemEffect.RunStage>().ShouldBe([new ItemEffect.RunStage(NoteRecord.Checked, 5)]);
    }

    [Fact]
    public void AClockThatIsAhead_MakesNoHistoryThatRunsBackwards()
    {
        var ahead = new NextStage(NoteRecord.Checked, Now.AddHours(1), StageOutcome.Done);

        Ended(Reserving, new StageOutcome.Completed(new Reserved("note.4"), ahead)).Record.History.ShouldAllBe(entry => entry.At == Now);
    }

    private static StageOutcome.Completed ReservedThen(StageOutcome next) => new(new Reserved("note.4"), new NextStage(NoteRecord.Checked, Between, next));

    private ItemDecision<NoteRecord>.Changed Ended(NoteRecord note, StageOutcome outcome) => Changed(note, new ItemEvent.StageEnded(4, outcome));

    private ItemDecision<NoteRecord> Decide(NoteRecord note, ItemEvent happened, bool attemptAlive) =>
        _machine.Decide(note, happened, new ItemContext(Now, new ItemOptions(), 0.5, attemptAlive));

    private ItemDecision<NoteRecord>.Changed Changed(NoteRecord note, ItemEvent happened, bool attemptAlive = true) =>
        Decide(note, happened, attemptAlive).ShouldBeOfType<ItemDecision<NoteRecord>.Changed>();
}
