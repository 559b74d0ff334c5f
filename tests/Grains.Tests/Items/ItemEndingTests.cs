using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports;
using MediaPipeline.TestKit.Notes;

namespace MediaPipeline.Grains.Tests.Items;

/// <summary>What the stages of an item did outside is undone before it is failed or skipped, whatever happens meanwhile.</summary>
public sealed class ItemEndingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly JobId Job = JobId.Create(Now);
    private static readonly Fault Full = new("full", "The disk is full.");
    private static readonly StageOutcome Undone = new StageOutcome.Completed(new Undone());
    private static readonly NoteRecord Publishing = SomeNote.Of(1, Now) with
    {
        State = ItemState.Running,
        Stage = NoteRecord.Approved,
        Attempt = 4,
        File = "note.1",
        JobId = Job,
    };
    private readonly ItemMachine<NoteRecord> _machine = new(new NoteRules());

    [Fact]
    public void ALaterStageFails_TheUndoingBegins_AndThenItIsFailedWithWhatWentWrong()
    {
        var undoing = Changed(Publishing, new ItemEvent.StageEnded(4, new StageOutcome.Failed(Full)));
        undoing.Effects.ShouldBe([new ItemEffect.RunStage("undone", 5)]);
        undoing.Record.State.ShouldBe(ItemState.Running);

        var failed = Changed(undoing.Record, new ItemEvent.StageEnded(5, Undone)).Record;

        (failed.State, failed.Stage, failed.File, failed.Ending, failed.FailedJobId).ShouldBe((ItemState.Failed, NoteRecord.Written, null, null, Job));
        (failed.LastError!.Code, failed.LastError.Stage).ShouldBe(("full", NoteRecord.Published));
        failed.History.Select(entry => (entry.Event, entry.Stage)).ShouldBe(
            [("undoing", NoteRecord.Published), ("completed", "undone"), ("failed", NoteRecord.Published)]);
    }

    [Fact]
    public void Skipped_WhileAnAttemptIsUnderWay_ItsOutcomeIsAwaitedAndKept()
    {
        var reserving = Publishing with { Stage = NoteRecord.Written, File = null };
        var skipped = Changed(reserving, new ItemEvent.SkipRequested("not wanted", null));
        (skipped.Record.State, skipped.Record.Attempt).ShouldBe((ItemState.Running, 4));
        skipped.Effects.ShouldBeEmpty();

        var undoing = Changed(skipped.Record, new ItemEvent.StageEnded(4, new StageOutcome.Completed(new Reserved("note.4"))));

        undoing.Record.File.ShouldBe("note.4");
        undoing.Effects.ShouldContain(new ItemEffect.RunStage("undone", 5));
        var ended = Changed(undoing.Record, new ItemEvent.StageEnded(5, Undone)).Record;
        (ended.State, ended.SkippedReason, ended.File).ShouldBe((ItemState.Skipped, "not wanted", null));
    }

    [Fact]
    public void Skipped_AndTheAttemptFailsOrItsProcessDies_TheUndoingBegins()
    {
        var skipped = Changed(Publishing, new ItemEvent.SkipRequested("not wanted", null)).Record;

        Changed(skipped, new ItemEvent.StageEnded(4, new StageOutcome.Retry(Full))).Effects.ShouldBe([new ItemEffect.RunStage("undone", 5)]);
        Changed(skipped, new ItemEvent.Woken(), attemptAlive: false).Effects.ShouldBe([new ItemEffect.RunStage("undone", 5)]);
    }

    [Fact]
    public void Cancelled_WhileItWaits_IsUndoneAtOnce()
    {
        var waiting = Publishing with { State = ItemState.Waiting, Stage = NoteRecord.Checked };

        Changed(waiting, new ItemEvent.Cancelled("cancelled")).Effects.ShouldBe([new ItemEffect.RunStage("undone", 5)]);
    }

    [Fact]
    public void WhileItIsUndone_AnotherEndIsRefused_AndACancelledJobChangesNothing()
    {
        var undoing = Changed(Publishing, new ItemEvent.StageEnded(4, new StageOutcome.Failed(Full))).Record;

        Decide(undoing, new ItemEvent.SkipRequested("not wanted", null), true).ShouldBeOfType<ItemDecision<NoteRecord>.Refused>()
            .Result.Code.ShouldBe("ending");
        Decide(undoing, new ItemEvent.Cancelled("cancelled"), true).ShouldBeOfType<ItemDecision<NoteRecord>.Ignored>();
    }

    [Fact]
    public void Undone_ItHasTheTriesOfWhatFailed()
    {
        var lastTry = Publishing with { Tries = 2 };
        var undoing = Changed(lastTry, new ItemEvent.StageEnded(4, new StageOutcome.Retry(Full))).Record;

        var failed = Changed(undoing, new ItemEvent.StageEnded(5, Undone)).Record;

        (failed.Tries, failed.History[^1].Event, failed.History[^1].Try).ShouldBe((3, "failed", 3));
    }

    [Fact]
    public void WhileItIsUndone_ARetryIsRefused()
    {
        var undoing = Changed(Publishing, new ItemEvent.StageEnded(4, new StageOutcome.Failed(Full))).Record;

        Decide(undoing, new ItemEvent.RetryRequested(null), true).ShouldBeOfType<ItemDecision<NoteRecord>.Refused>().Result.Code.ShouldBe("ending");
    }

    [Fact]
    public void TakenOverToBeUndoneAgain_AndItsJobIsCancelled_TheUndoingBeginsAllTheSame()
    {
        var pending = Changed(FailToUndo(), new ItemEvent.RetryRequested(Job)).Record;
        pending.State.ShouldBe(ItemState.Pending);

        ItemEvent[] events = [new ItemEvent.Cancelled("cancelled"), new ItemEvent.SkipRequested("no", null), new ItemEvent.RetryRequested(null)];
        foreach (var happened in events)
        {
            var undoing = Changed(pending, happened);

            undoing.Effects.ShouldBe([new ItemEffect.RunStage("undone", undoing.Record.Attempt)]);
            Changed(undoing.Record, new ItemEvent.StageEnded(undoing.Record.Attempt, Undone)).Record.SkippedReason.ShouldBe("discarded");
        }
    }

    [Fact]
    public void AnAttemptThatWasGivenUpAsLost_EndsAfterAll_ItIsUndoneToo()
    {
        var waiting = Publishing with { State = ItemState.Waiting, Stage = NoteRecord.Checked };
        var skipped = Changed(waiting, new ItemEvent.SkipRequested("not wanted", null)).Record;
        var ended = Changed(skipped, new ItemEvent.StageEnded(5, Undone)).Record;
        ended.State.ShouldBe(ItemState.Skipped);

        var undoing = Changed(ended, new ItemEvent.StageEnded(4, new StageOutcome.Completed(new Reserved("note.4"))));

        undoing.Effects.ShouldBe([new ItemEffect.RunStage("undone", undoing.Record.Attempt)]);
        var again = Changed(undoing.Record, new ItemEvent.StageEnded(undoing.Record.Attempt, Undone)).Record;
        (again.State, again.SkippedReason).ShouldBe((ItemState.Skipped, "not wanted"));
    }

    [Fact]
    public void TheProcessThatUndoesDies_ItIsUndoneAgain_AndEndsAsItWasToEnd()
    {
        var undoing = Changed(Publishing, new ItemEvent.StageEnded(4, new StageOutcome.Skipped("discarded"))).Record;

        var again = Changed(undoing, new ItemEvent.Woken(), attemptAlive: false);

        again.Effects.ShouldBe([new ItemEffect.RunStage("undone", 6)]);
        Changed(again.Record, new ItemEvent.StageEnded(6, Undone)).Record.SkippedReason.ShouldBe("discarded");
    }

    [Fact]
    public void UndoingFails_ItIsTriedAgain_AndThenFailedWithWhatItIsToCome()
    {
        var failed = FailToUndo();

        (failed.State, failed.LastError!.Stage, failed.File).ShouldBe((ItemState.Failed, "undone", "note.1"));
        failed.Ending.ShouldNotBeNull().SkippedReason.ShouldBe("discarded");
    }

    [Fact]
    public void UndoingFailed_Retried_UndoesAgain()
    {
        var again = Changed(FailToUndo(), new ItemEvent.RetryRequested(null));

        again.Effects.ShouldBe([new ItemEffect.RunStage("undone", again.Record.Attempt)]);
        Changed(again.Record, new ItemEvent.StageEnded(again.Record.Attempt, Undone)).Record.SkippedReason.ShouldBe("discarded");
    }

    [Fact]
    public void UndoingFailed_Skipped_IsLeftAsItIs()
    {
        var skipped = Changed(FailToUndo(), new ItemEvent.SkipRequested("mended by hand", null));

        (skipped.Record.State, skipped.Record.SkippedReason, skipped.Record.Ending).ShouldBe((ItemState.Skipped, "mended by hand", null));
    }

    [Fact]
    public void NothingWasDone_ItEndsAtOnce() =>
        Changed(SomeNote.Of(1, Now), new ItemEvent.SkipRequested("not wanted", null)).Record.State.ShouldBe(ItemState.Skipped);

    [Fact]
    public void Pending_WokenWhenItIsDue_Begins()
    {
        Changed(SomeNote.Of(1, Now), new ItemEvent.Woken()).Effects.ShouldBe([new ItemEffect.RunStage(NoteRecord.Reserved, 1)]);
        Decide(SomeNote.Of(1, Now.AddSeconds(1)), new ItemEvent.Woken(), true).ShouldBeOfType<ItemDecision<NoteRecord>.Ignored>();
        Decide(SomeNote.Of(1, Now) with { DueAt = null }, new ItemEvent.Woken(), true).ShouldBeOfType<ItemDecision<NoteRecord>.Ignored>();
    }

    private NoteRecord FailToUndo()
    {
        var note = Changed(Publishing, new ItemEvent.StageEnded(4, new StageOutcome.Skipped("discarded"))).Record;
        for (var attempt = 5; attempt < 7; attempt++)
        {
            note = Changed(note, new ItemEvent.StageEnded(attempt, new StageOutcome.Retry(Full))).Record;
            note.State.ShouldBe(ItemState.Waiting);
            note = Changed(note with { DueAt = Now }, new ItemEvent.Woken()).Record;
        }

        return Changed(note, new ItemEvent.StageEnded(7, new StageOutcome.Retry(Full))).Record;
    }

    private ItemDecision<NoteRecord> Decide(NoteRecord note, ItemEvent happened, bool attemptAlive) =>
        _machine.Decide(note, happened, new ItemContext(Now, new ItemOptions(), 0.5, attemptAlive));

    private ItemDecision<NoteRecord>.Changed Changed(NoteRecord note, ItemEvent happened, bool attemptAlive = true) =>
        Decide(note, happened, attemptAlive).ShouldBeOfType<ItemDecision<NoteRecord>.Changed>();
}
