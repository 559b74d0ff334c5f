using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Images.Probe;
using MediaPipeline.Grains.Images.Render;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Tests.Images;

public sealed class ImageMachineTests
{
    private const string Recipe = "recipe-1";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly JobId Job = JobId.Create(Now);
    private static readonly JobId OtherJob = JobId.Create(Now.AddDays(1));
    private static readonly CollectionId Collection = CollectionId.Of("/pictures");
    private static readonly CacheFolderId Folder = CacheFolderId.Of("/cache");
    private static readonly CacheFolderId OtherFolder = CacheFolderId.Of("/other");
    private static readonly PictureFacts Facts = new("jpeg", 4000, 3000, 1, 1_000, "abc", 1, false, false, null, null);
    private static readonly Fault Broken = new("notAPicture", "'a.jpg' is no picture.");

    [Fact]
    public void Driven_Pending_BeginsTheNextStageAsANewAttemptWithALease()
    {
        var moved = Changed(Pending(), new ItemEvent.Driven());

        moved.Record.State.ShouldBe(ItemState.Running);
        moved.Record.Attempt.ShouldBe(1);
        moved.Record.DueAt.ShouldBe(Now + TimeSpan.FromMinutes(10));
        moved.Effects.ShouldBe([new ItemEffect.RunStage(ImageStages.Probed, 1)]);
    }

    [Fact]
    public void Driven_WhileAnAttemptRuns_IsIgnored() =>
        Decide(Running(), new ItemEvent.Driven()).ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>();

    [Fact]
    public void Driven_AfterTheProcessOfTheAttemptDied_BeginsAnewWithoutUsingUpATry()
    {
        var moved = Changed(Running() with { Tries = 1 }, new ItemEvent.Driven(), attemptAlive: false);

        moved.Record.Attempt.ShouldBe(2);
        moved.Record.Tries.ShouldBe(1);
    }

    [Fact]
    public void StageEnded_Probed_KeepsTheFactsAndBeginsRendering()
    {
        var moved = Changed(Running(), Ended(new StageOutcome.Completed(new Probed(Facts))));

        moved.Record.Stage.ShouldBe(ImageStages.Probed);
        moved.Record.Facts.ShouldBe(Facts);
        moved.Record.State.ShouldBe(ItemState.Running);
        moved.Effects.ShouldContain(new ItemEffect.RunStage(ImageStages.Rendered, 2));
    }

    [Fact]
    public void StageEnded_ProbedWithTheSameContent_KeepsTheRenditionsAndIsLive()
    {
        var touched = Live() with { State = ItemState.Running, Stage = ImageStages.Discovered, Attempt = 7 };

        var moved = Changed(touched, new ItemEvent.StageEnded(7, new StageOutcome.Completed(new Probed(Facts))));

        moved.Record.State.ShouldBe(ItemState.Live);
        moved.Effects.ShouldNotContain(e => e is ItemEffect.RunStage);
    }

    [Fact]
    public void StageEnded_ProbedAndRendered_IsLive_WithTheTimesOfBoth()
    {
        var moved = Changed(Running(), Ended(ProbedAnd(Rendered("jpg"))));

        (moved.Record.State, moved.Record.Facts, moved.Record.RenditionBytes, moved.Record.Attempt).ShouldBe((ItemState.Live, Facts, 30, 1));
        moved.Record.StageTimes[ImageStages.Probed].ShouldBe(Now.AddSeconds(-1));
        moved.Record.StageTimes[ImageStages.Rendered].ShouldBe(Now);
    }

    [Fact]
    public void StageEnded_ProbedAndRenderedAfterAllWasGivenUp_LeavesNoFilesBehind() =>
        Decide(Pending() with { State = ItemState.Skipped, Attempt = 5 }, new ItemEvent.StageEnded(4, ProbedAnd(Rendered("jpg"))))
            .ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>().Effects.OfType<ImageEffect.DeleteFiles>().Single().Paths.ShouldBe(["t.jpg", "c.jpg"]);

    [Fact]
    public void StageEnded_RenderedAlthoughItsContentWasKnown_KeepsItsRenditionsAndDeletesTheOthers()
    {
        var touched = Live() with { State = ItemState.Running, Stage = ImageStages.Discovered, Attempt = 1 };

        var moved = Changed(touched, Ended(ProbedAnd(Rendered("webp"))));

        (moved.Record.State, moved.Record.Thumbnail!.Path).ShouldBe((ItemState.Live, "t.jpg"));
        moved.Effects.OfType<ImageEffect.DeleteFiles>().Single().Paths.ShouldBe(["t.webp", "c.webp"]);
    }

    [Theory]
    [InlineData(0, true, false)]
    [InlineData(1, true, false)]
    [InlineData(1, false, true)]
    [InlineData(2, true, true)]
    public void MayHaveRenditions_OfAnAttemptThatIsOver(int attempt, bool isStageRunning, bool expected) =>
        (Running() with { Attempt = attempt }).MayHaveRenditions(isStageRunning).ShouldBe(expected);

    [Fact]
    public void StageEnded_Rendered_IsLiveAndTellsItsJob()
    {
        var moved = Changed(RunningRender(), Ended(Rendered("jpg")));

        moved.Record.State.ShouldBe(ItemState.Live);
        moved.Record.Stage.ShouldBe(ImageStages.Live);
        moved.Record.RenditionBytes.ShouldBe(30);
        moved.Record.DueAt.ShouldBeNull();
        moved.Effects.ShouldContain(new ItemEffect.NotifyJob(Job));
    }

    [Fact]
    public void StageEnded_RenderedInAnotherFormat_DeletesTheOldNamesAfterwards()
    {
        var before = RunningRender() with { Thumbnail = Rendition("t.webp", 10), Viewing = Rendition("c.webp", 20) };

        var moved = Changed(before, Ended(Rendered("jpg")));

        moved.Effects.OfType<ImageEffect.DeleteFiles>().Single().Paths.ShouldBe(["t.webp", "c.webp"]);
    }

    [Fact]
    public void StageEnded_RenderedIntoAnotherFolder_NamesThatAndDeletesTheOldFilesAfterwards()
    {
        var before = RunningRender() with { Thumbnail = Rendition("t.jpg", 10), Viewing = Rendition("c.jpg", 20), CacheFolderId = OtherFolder };

        var moved = Changed(before, Ended(Rendered("jpg")));

        moved.Record.CacheFolderId.ShouldBe(Folder);
        var gone = moved.Effects.OfType<ImageEffect.DeleteFiles>().Single();
        gone.Folder.ShouldBe(OtherFolder);
        gone.Paths.ShouldBe(["t.jpg", "c.jpg"]);
        moved.Effects.ShouldContain(new ImageEffect.DeleteStrays(OtherFolder));
    }

    [Fact]
    public void Moved_Live_NamesTheNewFolderAndDeletesTheOldFilesAfterwards()
    {
        var moved = Changed(Live(), new ImageEvent.RenditionsMoved(OtherFolder));

        moved.Record.State.ShouldBe(ItemState.Live);
        moved.Record.JobId.ShouldBe(Job);
        moved.Record.CacheFolderId.ShouldBe(OtherFolder);
        moved.Effects.OfType<ImageEffect.DeleteFiles>().Single().Folder.ShouldBe(Folder);
    }

    [Fact]
    public void Moved_WithoutRenditions_OnlyNamesTheNewFolder()
    {
        var moved = Changed(Pending(), new ImageEvent.RenditionsMoved(OtherFolder));

        moved.Record.ShouldBe(Pending() with
        {
            CacheFolderId = OtherFolder,
            StageTimes = moved.Record.StageTimes,
            History = moved.Record.History,
            Warnings = moved.Record.Warnings
        });
        moved.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void RenditionsLost_Live_IsRenderedAgainUnderThatJob_AndWhatIsLeftOfThemGoesFirst()
    {
        var lost = Changed(Live(), new ImageEvent.RenditionsLost(OtherJob));

        lost.Record.State.ShouldBe(ItemState.Pending);
        lost.Record.Stage.ShouldBe(ImageStages.Probed);
        lost.Record.JobId.ShouldBe(OtherJob);
        (lost.Record.RenditionBytes, lost.Record.RenditionCount, lost.Record.Thumbnail).ShouldBe((0, 0, null));
        lost.Effects.ShouldBe([new ImageEffect.DeleteAllRenditions()]);
    }

    [Fact]
    public void RenditionsLost_OfAMissingPicture_AreForgottenAndItStaysMissing()
    {
        var lost = Changed(Live() with { State = ItemState.Missing }, new ImageEvent.RenditionsLost(OtherJob));

        (lost.Record.State, lost.Record.RenditionCount, lost.Record.JobId).ShouldBe((ItemState.Missing, 0, Job));
    }

    [Fact]
    public void StageEnded_OfAnEarlierAttempt_IsIgnored() =>
        Decide(Running() with { Attempt = 2 }, new ItemEvent.StageEnded(1, new StageOutcome.Completed(new Probed(Facts))))
            .ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>();

    [Fact]
    public void StageEnded_RenderedAfterAllWasGivenUp_LeavesNoFilesBehind()
    {
        var ignored = Decide(Pending() with { State = ItemState.Skipped, Attempt = 5 }, new ItemEvent.StageEnded(4, Rendered("jpg")))
            .ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>();

        ignored.Effects.OfType<ImageEffect.DeleteFiles>().Single().Paths.ShouldBe(["t.jpg", "c.jpg"]);
    }

    [Fact]
    public void StageEnded_RenderedTwice_LeavesTheFilesThatTheStateNames() =>
        Decide(Live(), new ItemEvent.StageEnded(1, Rendered("jpg"))).ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>().Effects.ShouldBeEmpty();

    [Fact]
    public void StageEnded_Rejected_FailsAtOnceAndDeletesWhatWasMade()
    {
        var moved = Changed(Running(), Ended(new StageOutcome.Rejected(Broken)));

        moved.Record.State.ShouldBe(ItemState.Failed);
        moved.Record.LastError!.Code.ShouldBe("notAPicture");
        moved.Record.FailedJobId.ShouldBe(Job);
        moved.Effects.ShouldContain(new ImageEffect.DeleteAllRenditions());
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 15)]
    public void StageEnded_Failed_WaitsLongerEachTime(int triesBefore, double seconds)
    {
        var moved = Changed(Running() with { Tries = triesBefore }, Ended(new StageOutcome.Retry(Broken)));

        moved.Record.State.ShouldBe(ItemState.Waiting);
        moved.Record.Tries.ShouldBe(triesBefore + 1);
        moved.Record.WaitingFor!.Code.ShouldBe("retry");
        moved.Record.DueAt.ShouldBe(Now + TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void StageEnded_FailedForTheLastTime_IsADeadLetter()
    {
        var moved = Changed(Running() with { Tries = 2 }, Ended(new StageOutcome.Retry(Broken)));

        moved.Record.State.ShouldBe(ItemState.Failed);
        moved.Record.Tries.ShouldBe(3);
    }

    [Fact]
    public void StageEnded_Wait_UsesUpNoTryAndSaysWhatFor()
    {
        var gate = new WaitingFor("outputFull", "folder:fld_1", "The disk is full.", Now);

        var moved = Changed(Running() with { Tries = 1 }, Ended(new StageOutcome.Wait(gate)));

        moved.Record.State.ShouldBe(ItemState.Waiting);
        moved.Record.Tries.ShouldBe(1);
        moved.Record.WaitingFor.ShouldBe(gate);
    }

    [Fact]
    public void StageEnded_WaitAgainAndAgain_IsOneLineOfHistory()
    {
        var gate = new WaitingFor("outputFull", "folder:fld_1", "The disk is full.", Now);
        var once = Changed(Running(), Ended(new StageOutcome.Wait(gate))).Record;

        var again = Changed(Changed(once, new ItemEvent.Driven()).Record, new ItemEvent.StageEnded(2, new StageOutcome.Wait(gate))).Record;

        again.History.Count(h => h.Event == "waiting").ShouldBe(1);
    }

    [Fact]
    public void StageEnded_Gone_IsMissingAndKeepsItsRenditions()
    {
        var moved = Changed(Live() with { State = ItemState.Running, Stage = ImageStages.Discovered, Attempt = 1 }, Ended(new StageOutcome.Gone()));

        moved.Record.State.ShouldBe(ItemState.Missing);
        moved.Record.Thumbnail.ShouldNotBeNull();
        moved.Effects.ShouldNotContain(new ImageEffect.DeleteAllRenditions());
    }

    [Fact]
    public void Woken_WhenALeaseRanOut_CountsAsAFailedTry()
    {
        var moved = Changed(Running() with { DueAt = Now }, new ItemEvent.Woken());

        moved.Record.Tries.ShouldBe(1);
        moved.Record.LastError!.Code.ShouldBe("attemptLost");
    }

    [Fact]
    public void Woken_BeforeItsTime_IsIgnored() =>
        Decide(Running() with { State = ItemState.Waiting, DueAt = Now.AddSeconds(1) }, new ItemEvent.Woken())
            .ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>();

    [Theory]
    [InlineData(ItemState.Failed)]
    [InlineData(ItemState.Quarantined)]
    [InlineData(ItemState.Skipped)]
    [InlineData(ItemState.Waiting)]
    [InlineData(ItemState.Missing)]
    public void RetryRequested_ByAPerson_BeginsAtOnceWithAllTries(ItemState state)
    {
        var moved = Changed(Pending() with { State = state, Tries = 3 }, new ItemEvent.RetryRequested(null));

        moved.Record.State.ShouldBe(ItemState.Running);
        moved.Record.Tries.ShouldBe(0);
    }

    [Fact]
    public void RetryRequested_ByAJob_LeavesTheBeginningToThatJob()
    {
        var moved = Changed(Pending() with { State = ItemState.Failed }, new ItemEvent.RetryRequested(OtherJob));

        moved.Record.State.ShouldBe(ItemState.Pending);
        moved.Record.JobId.ShouldBe(OtherJob);
        moved.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void RetryRequested_Live_IsRefused() =>
        Decide(Live(), new ItemEvent.RetryRequested(null)).ShouldBeOfType<ItemDecision<ImageRecord>.Refused>().Result.Code.ShouldBe("alreadyLive");

    [Fact]
    public void Live_AfterItFailedInAnotherJob_TellsThatJobToo()
    {
        var mended = RunningRender() with { JobId = OtherJob, FailedJobId = Job };

        var moved = Changed(mended, Ended(Rendered("jpg")));

        moved.Record.FailedJobId.ShouldBeNull();
        moved.Effects.OfType<ItemEffect.NotifyJob>().Select(t => t.JobId).ShouldBe([OtherJob, Job]);
    }

    [Fact]
    public void SkipRequested_WhileRunning_GivesTheAttemptUp()
    {
        var moved = Changed(Running(), new ItemEvent.SkipRequested("not wanted", null));

        moved.Record.State.ShouldBe(ItemState.Skipped);
        moved.Record.SkippedReason.ShouldBe("not wanted");
        moved.Record.Attempt.ShouldBe(2);
    }

    [Fact]
    public void Seen_Unchanged_IsIgnored() =>
        Decide(Live(), new ImageEvent.SourceSeen(Source())).ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>();

    [Fact]
    public void Seen_FailedAndUnchanged_IsNotTriedAgain() =>
        Decide(Live() with { State = ItemState.Failed }, new ImageEvent.SourceSeen(Source())).ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>();

    [Fact]
    public void Seen_CancelledBefore_IsTakenUpAgain() =>
        Changed(Pending() with { State = ItemState.Skipped, SkippedReason = ImageRules.CancelledReason }, new ImageEvent.SourceSeen(Source()))
            .Record.State.ShouldBe(ItemState.Pending);

    [Fact]
    public void Seen_WithAnotherTime_IsProbedAgainAndKeepsItsRenditionsMeanwhile()
    {
        var moved = Changed(Live(), new ImageEvent.SourceSeen(Source() with { ModifiedAt = Now.AddDays(1) }));

        moved.Record.State.ShouldBe(ItemState.Pending);
        moved.Record.Stage.ShouldBe(ImageStages.Discovered);
        moved.Record.Thumbnail.ShouldNotBeNull();
        moved.Record.JobId.ShouldBe(OtherJob);
    }

    [Fact]
    public void Seen_WithAnotherRecipe_IsOnlyRenderedAgain() =>
        Changed(Live() with { Recipe = "recipe-0" }, new ImageEvent.SourceSeen(Source())).Record.Stage.ShouldBe(ImageStages.Probed);

    [Fact]
    public void Seen_BackAgainAsItWas_IsLiveAsItWas()
    {
        var moved = Changed(Live() with { State = ItemState.Missing, MissingSince = Now }, new ImageEvent.SourceSeen(Source()));

        moved.Record.State.ShouldBe(ItemState.Live);
        moved.Record.MissingSince.ShouldBeNull();
    }

    [Theory]
    [InlineData(ItemState.Skipped)]
    [InlineData(ItemState.Missing)]
    public void Seen_ChangedBeforeAndNotYetRead_IsProbed(ItemState state)
    {
        var changed = Changed(Live(), new ImageEvent.SourceSeen(Source() with { ModifiedAt = Now })).Record;
        var left = changed with { State = state, SkippedReason = state == ItemState.Skipped ? ImageRules.CancelledReason : null };

        var again = Changed(left, new ImageEvent.SourceSeen(Source() with { ModifiedAt = Now })).Record;

        (again.State, again.Stage).ShouldBe((ItemState.Pending, ImageStages.Discovered));
    }

    [Fact]
    public void Seen_BackAgainAfterItWasProbedAndNotRendered_IsRendered() =>
        Changed(Live() with { State = ItemState.Missing, Stage = ImageStages.Probed }, new ImageEvent.SourceSeen(Source()))
            .Record.State.ShouldBe(ItemState.Pending);

    [Fact]
    public void Seen_WithAFault_Fails() =>
        Changed(Live(), new ImageEvent.SourceSeen(Source() with { ModifiedAt = Now.AddDays(1), Fault = new Fault("unreadableName", "bad name") }))
            .Record.LastError!.Code.ShouldBe("unreadableName");

    [Fact]
    public void Seen_WithAnotherTimeOfChangeOfTheFile_IsProbedAgain()
    {
        var moved = Changed(Stamped(), new ImageEvent.SourceSeen(Source() with { Stamp = new FileStamp(Now.AddHours(1), 7) }));

        moved.Record.Stage.ShouldBe(ImageStages.Discovered);
        moved.Record.SourceChangedAt.ShouldBe(Now.AddHours(1));
        moved.Record.Thumbnail.ShouldNotBeNull();
    }

    [Fact]
    public void Seen_WithAnotherFileNumberAlone_IsProbedAgainOnlyOnce()
    {
        var moved = Changed(Stamped(), new ImageEvent.SourceSeen(Source() with { Stamp = new FileStamp(Now, 8) }));

        moved.Record.Stage.ShouldBe(ImageStages.Discovered);
        var live = moved.Record with { State = ItemState.Live, Stage = ImageStages.Live };
        Decide(live, new ImageEvent.SourceSeen(Source() with { Stamp = new FileStamp(Now, 9) })).ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>();
    }

    [Fact]
    public void Seen_OfARecordWithoutStamp_OnlyTakesItIn()
    {
        var moved = Changed(Live(), new ImageEvent.SourceSeen(Source() with { Stamp = new FileStamp(Now, 7) }));

        moved.Record.ShouldBe(Live() with { SourceChangedAt = Now, SourceInode = 7, StageTimes = moved.Record.StageTimes, History = moved.Record.History });
        moved.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void Verified_SameContent_IsLiveWithTheTimesOfItsRenditions()
    {
        var rendered = Now.AddDays(-3);
        var before = Live().At(rendered, ImageStages.Discovered, ImageStages.Probed, ImageStages.Rendered, ImageStages.Live);

        var due = Changed(before, new ImageEvent.VerificationAsked(OtherJob, 5)).Record;
        var begun = Changed(due, new ItemEvent.Driven()).Record;
        var ended = Changed(begun, new ItemEvent.StageEnded(begun.Attempt, new StageOutcome.Completed(new Probed(Facts))));

        (due.State, due.JobId, due.Thumbnail).ShouldBe((ItemState.Pending, OtherJob, before.Thumbnail));
        (ended.Record.State, ended.Record.Verification).ShouldBe((ItemState.Live, Verification.Same));
        ended.Record.StageTimes[ImageStages.Rendered].ShouldBe(rendered);
        ended.Effects.ShouldNotContain(e => e is ItemEffect.RunStage);
    }

    [Fact]
    public void Verified_OtherContent_IsRenderedAnew()
    {
        var due = Changed(Live(), new ImageEvent.VerificationAsked(OtherJob, 5)).Record;
        var begun = Changed(due, new ItemEvent.Driven()).Record;

        var ended = Changed(begun, new ItemEvent.StageEnded(begun.Attempt, new StageOutcome.Completed(new Probed(Facts with { ContentHash = "def" }))));

        (ended.Record.State, ended.Record.Stage, ended.Record.Verification).ShouldBe((ItemState.Running, ImageStages.Probed, Verification.Changed));
        ended.Effects.OfType<ItemEffect.RunStage>().Single().Stage.ShouldBe(ImageStages.Rendered);
    }

    [Fact]
    public void Verified_NoPictureAnyMore_FailsAndSaysSo()
    {
        var due = Changed(Live(), new ImageEvent.VerificationAsked(OtherJob, 5)).Record;
        var begun = Changed(due, new ItemEvent.Driven()).Record;

        var ended = Changed(begun, new ItemEvent.StageEnded(begun.Attempt, new StageOutcome.Rejected(Broken)));

        (ended.Record.State, ended.Record.LastError!.Code, ended.Record.Verification).ShouldBe((ItemState.Failed, Broken.Code, Verification.Due));
    }

    [Fact]
    public void Verifying_Cancelled_IsLiveAsItWas()
    {
        var before = Live().At(Now, ImageStages.Discovered, ImageStages.Probed, ImageStages.Rendered, ImageStages.Live);
        var due = Changed(before, new ImageEvent.VerificationAsked(OtherJob, 5)).Record;
        var begun = Changed(due, new ItemEvent.Driven()).Record;

        var ended = Changed(begun, new ItemEvent.Cancelled("cancelled"));

        (ended.Record.State, ended.Record.Stage, ended.Record.Thumbnail, ended.Record.Verification)
            .ShouldBe((ItemState.Live, ImageStages.Live, before.Thumbnail, null));
        ended.Effects.ShouldBe([new ItemEffect.NotifyJob(OtherJob)]);
        Decide(ended.Record, new ItemEvent.StageEnded(begun.Attempt, new StageOutcome.Rejected(Broken))).ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>();
    }

    [Fact]
    public void Verifying_OfWhatHasChanged_Cancelled_IsSkippedForTheNextScan()
    {
        var seen = Changed(Live(), new ImageEvent.SourceSeen(Source() with { ModifiedAt = Now, Verify = true })).Record;

        Changed(seen, new ItemEvent.Cancelled(ImageRules.CancelledReason)).Record.State.ShouldBe(ItemState.Skipped);
    }

    [Fact]
    public void Verify_WhatIsNotLive_IsIgnored() => Decide(
        Live() with { State = ItemState.Failed }, new ImageEvent.VerificationAsked(OtherJob, 5)).ShouldBeOfType<ItemDecision<ImageRecord>.Ignored>();

    [Fact]
    public void Vanished_IsMissingForThatJob()
    {
        var moved = Changed(Live(), new ImageEvent.SourceGone(OtherJob));

        moved.Record.State.ShouldBe(ItemState.Missing);
        moved.Record.JobId.ShouldBe(OtherJob);
    }

    [Fact]
    public void History_LongerThanItsLimit_KeepsTheBeginningAndTheLatest()
    {
        var state = Pending();
        for (var i = 0; i < 300; i++)
        {
            state = state.Note(Context(), "probed", $"event {i}");
        }

        state.History.Count.ShouldBe(100);
        state.History[0].Event.ShouldBe("event 0");
        state.History[^1].Event.ShouldBe("event 299");
    }

    private static ImageRecord Pending() => new()
    {
        Id = ImageId.Of(Collection, "a.jpg", null),
        CollectionId = Collection,
        Path = "a.jpg",
        SortKey = NaturalKey.Of("a.jpg", null),
        SourceBytes = 1_000,
        SourceModifiedAt = Now.AddDays(-1),
        JobId = Job,
        State = ItemState.Pending,
        CacheFolderId = Folder,
    };

    private static ImageRecord Running() => Pending() with { State = ItemState.Running, Attempt = 1, DueAt = Now.AddMinutes(10) };

    private static ImageRecord RunningRender() => Running() with { Stage = ImageStages.Probed, Facts = Facts };

    private static ImageRecord Live() => Pending() with
    {
        State = ItemState.Live,
        Stage = ImageStages.Live,
        Attempt = 2,
        Facts = Facts,
        Thumbnail = Rendition("t.jpg", 10),
        Viewing = Rendition("c.jpg", 20),
        RenditionBytes = 30,
        RenditionCount = 2,
        Recipe = Recipe,
    };

    private static ImageRecord Stamped() => Live() with { SourceChangedAt = Now, SourceInode = 7 };

    private static StoredRendition Rendition(string path, long bytes) => new(path, 300, 200, bytes, "jpeg", 80, "r", "h");

    private static StageOutcome.Completed Rendered(string extension) =>
        new(new Rendered(Rendition($"t.{extension}", 10), Rendition($"c.{extension}", 20), Recipe, [], null, null, null, Folder));

    private static StageOutcome.Completed ProbedAnd(StageOutcome rendered) =>
        new(new Probed(Facts), new NextStage(ImageStages.Rendered, Now.AddSeconds(-1), rendered));

    private static ItemEvent.StageEnded Ended(StageOutcome outcome) => new(1, outcome);

    private static SeenSource Source() => new(1_000, Now.AddDays(-1), OtherJob, 5, null);

    private static ItemContext Context(bool attemptAlive = true) => new(Now, new ItemOptions(), 0.5, attemptAlive);

    private static ItemDecision<ImageRecord> Decide(ImageRecord state, ItemEvent happened, bool attemptAlive = true) =>
        new ItemMachine<ImageRecord>(new ImageRules(Recipe)).Decide(state, happened, Context(attemptAlive));

    private static ItemDecision<ImageRecord>.Changed Changed(ImageRecord state, ItemEvent happened, bool attemptAlive = true) =>
        Decide(state, happened, attemptAlive).ShouldBeOfType<ItemDecision<ImageRecord>.Changed>();
}
