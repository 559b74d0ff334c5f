using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Stages;

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
        var moved = Moved(Pending(), new ImageEvent.Driven());

        moved.State.State.ShouldBe(ItemState.Running);
        moved.State.Attempt.ShouldBe(1);
        moved.State.DueAt.ShouldBe(Now + TimeSpan.FromMinutes(10));
        moved.Effects.ShouldBe([new ImageEffect.RunStage(ImageStages.Probed, 1)]);
    }

    [Fact]
    public void Driven_WhileAnAttemptRuns_IsIgnored() =>
        Decide(Running(), new ImageEvent.Driven()).ShouldBeOfType<ImageDecision.Ignored>();

    [Fact]
    public void Driven_AfterTheProcessOfTheAttemptDied_BeginsAnewWithoutUsingUpATry()
    {
        var moved = Moved(Running() with { Tries = 1 }, new ImageEvent.Driven(), attemptAlive: false);

        moved.State.Attempt.ShouldBe(2);
        moved.State.Tries.ShouldBe(1);
    }

    [Fact]
    public void StageEnded_Probed_KeepsTheFactsAndBeginsRendering()
    {
        var moved = Moved(Running(), Ended(new StageOutcome.Probed(Facts)));

        moved.State.Stage.ShouldBe(ImageStages.Probed);
        moved.State.Facts.ShouldBe(Facts);
        moved.State.State.ShouldBe(ItemState.Running);
        moved.Effects.ShouldContain(new ImageEffect.RunStage(ImageStages.Rendered, 2));
    }

    [Fact]
    public void StageEnded_ProbedWithTheSameContent_KeepsTheRenditionsAndIsLive()
    {
        var touched = Live() with { State = ItemState.Running, Stage = ImageStages.Discovered, Attempt = 7 };

        var moved = Moved(touched, new ImageEvent.StageEnded(7, new StageOutcome.Probed(Facts)));

        moved.State.State.ShouldBe(ItemState.Live);
        moved.Effects.ShouldNotContain(e => e is ImageEffect.RunStage);
    }

    [Fact]
    public void StageEnded_Rendered_IsLiveAndTellsItsJob()
    {
        var moved = Moved(RunningRender(), Ended(Rendered("jpg")));

        moved.State.State.ShouldBe(ItemState.Live);
        moved.State.Stage.ShouldBe(ImageStages.Live);
        moved.State.RenditionBytes.ShouldBe(30);
        moved.State.DueAt.ShouldBeNull();
        moved.Effects.ShouldContain(new ImageEffect.TellJob(Job));
    }

    [Fact]
    public void StageEnded_RenderedInAnotherFormat_DeletesTheOldNamesAfterwards()
    {
        var before = RunningRender() with { Thumbnail = Rendition("t.webp", 10), Cache = Rendition("c.webp", 20) };

        var moved = Moved(before, Ended(Rendered("jpg")));

        moved.Effects.OfType<ImageEffect.DeleteFiles>().Single().Paths.ShouldBe(["t.webp", "c.webp"]);
    }

    [Fact]
    public void StageEnded_RenderedIntoAnotherFolder_NamesThatAndDeletesTheOldFilesAfterwards()
    {
        var before = RunningRender() with { Thumbnail = Rendition("t.jpg", 10), Cache = Rendition("c.jpg", 20), CacheFolderId = OtherFolder };

        var moved = Moved(before, Ended(Rendered("jpg")));

        moved.State.CacheFolderId.ShouldBe(Folder);
        var gone = moved.Effects.OfType<ImageEffect.DeleteFiles>().Single();
        gone.Folder.ShouldBe(OtherFolder);
        gone.Paths.ShouldBe(["t.jpg", "c.jpg"]);
        moved.Effects.ShouldContain(new ImageEffect.DeleteStrays(OtherFolder));
    }

    [Fact]
    public void Moved_Live_NamesTheNewFolderAndDeletesTheOldFilesAfterwards()
    {
        var moved = Moved(Live(), new ImageEvent.Moved(OtherFolder));

        moved.State.State.ShouldBe(ItemState.Live);
        moved.State.JobId.ShouldBe(Job);
        moved.State.CacheFolderId.ShouldBe(OtherFolder);
        moved.Effects.OfType<ImageEffect.DeleteFiles>().Single().Folder.ShouldBe(Folder);
    }

    [Fact]
    public void Moved_WithoutRenditions_OnlyNamesTheNewFolder()
    {
        var moved = Moved(Pending(), new ImageEvent.Moved(OtherFolder));

        moved.State.ShouldBe(Pending() with { CacheFolderId = OtherFolder, StageTimes = moved.State.StageTimes, History = moved.State.History, Warnings = moved.State.Warnings });
        moved.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void RenditionsLost_Live_IsRenderedAgainUnderThatJob_AndWhatIsLeftOfThemGoesFirst()
    {
        var lost = Moved(Live(), new ImageEvent.RenditionsLost(OtherJob));

        lost.State.State.ShouldBe(ItemState.Pending);
        lost.State.Stage.ShouldBe(ImageStages.Probed);
        lost.State.JobId.ShouldBe(OtherJob);
        (lost.State.RenditionBytes, lost.State.RenditionCount, lost.State.Thumbnail).ShouldBe((0, 0, null));
        lost.Effects.ShouldBe([new ImageEffect.DeleteAllRenditions()]);
    }

    [Fact]
    public void RenditionsLost_OfAMissingPicture_AreForgottenAndItStaysMissing()
    {
        var lost = Moved(Live() with { State = ItemState.Missing }, new ImageEvent.RenditionsLost(OtherJob));

        (lost.State.State, lost.State.RenditionCount, lost.State.JobId).ShouldBe((ItemState.Missing, 0, Job));
    }

    [Fact]
    public void StageEnded_OfAnEarlierAttempt_IsIgnored() =>
        Decide(Running() with { Attempt = 2 }, new ImageEvent.StageEnded(1, new StageOutcome.Probed(Facts))).ShouldBeOfType<ImageDecision.Ignored>();

    [Fact]
    public void StageEnded_RenderedAfterAllWasGivenUp_LeavesNoFilesBehind()
    {
        var ignored = Decide(Pending() with { State = ItemState.Skipped, Attempt = 5 }, new ImageEvent.StageEnded(4, Rendered("jpg"))).ShouldBeOfType<ImageDecision.Ignored>();

        ignored.Effects.OfType<ImageEffect.DeleteFiles>().Single().Paths.ShouldBe(["t.jpg", "c.jpg"]);
    }

    [Fact]
    public void StageEnded_RenderedTwice_LeavesTheFilesThatTheStateNames() =>
        Decide(Live(), new ImageEvent.StageEnded(1, Rendered("jpg"))).ShouldBeOfType<ImageDecision.Ignored>().Effects.ShouldBeEmpty();

    [Fact]
    public void StageEnded_Rejected_FailsAtOnceAndDeletesWhatWasMade()
    {
        var moved = Moved(Running(), Ended(new StageOutcome.Rejected(Broken)));

        moved.State.State.ShouldBe(ItemState.Failed);
        moved.State.LastError!.Code.ShouldBe("notAPicture");
        moved.State.FailedJobId.ShouldBe(Job);
        moved.Effects.ShouldContain(new ImageEffect.DeleteAllRenditions());
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 15)]
    public void StageEnded_Failed_WaitsLongerEachTime(int triesBefore, double seconds)
    {
        var moved = Moved(Running() with { Tries = triesBefore }, Ended(new StageOutcome.Failed(Broken)));

        moved.State.State.ShouldBe(ItemState.Waiting);
        moved.State.Tries.ShouldBe(triesBefore + 1);
        moved.State.WaitingFor!.Code.ShouldBe("retry");
        moved.State.DueAt.ShouldBe(Now + TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void StageEnded_FailedForTheLastTime_IsADeadLetter()
    {
        var moved = Moved(Running() with { Tries = 2 }, Ended(new StageOutcome.Failed(Broken)));

        moved.State.State.ShouldBe(ItemState.Failed);
        moved.State.Tries.ShouldBe(3);
    }

    [Fact]
    public void StageEnded_Wait_UsesUpNoTryAndSaysWhatFor()
    {
        var gate = new WaitingFor("outputFull", "folder:fld_1", "The disk is full.", Now);

        var moved = Moved(Running() with { Tries = 1 }, Ended(new StageOutcome.Wait(gate)));

        moved.State.State.ShouldBe(ItemState.Waiting);
        moved.State.Tries.ShouldBe(1);
        moved.State.WaitingFor.ShouldBe(gate);
    }

    [Fact]
    public void StageEnded_WaitAgainAndAgain_IsOneLineOfHistory()
    {
        var gate = new WaitingFor("outputFull", "folder:fld_1", "The disk is full.", Now);
        var once = Moved(Running(), Ended(new StageOutcome.Wait(gate))).State;

        var again = Moved(Moved(once, new ImageEvent.Driven()).State, new ImageEvent.StageEnded(2, new StageOutcome.Wait(gate))).State;

        again.History.Count(h => h.Event == "waiting").ShouldBe(1);
    }

    [Fact]
    public void StageEnded_Gone_IsMissingAndKeepsItsRenditions()
    {
        var moved = Moved(Live() with { State = ItemState.Running, Stage = ImageStages.Discovered, Attempt = 1 }, Ended(new StageOutcome.Gone()));

        moved.State.State.ShouldBe(ItemState.Missing);
        moved.State.Thumbnail.ShouldNotBeNull();
        moved.Effects.ShouldNotContain(new ImageEffect.DeleteAllRenditions());
    }

    [Fact]
    public void Woken_WhenALeaseRanOut_CountsAsAFailedTry()
    {
        var moved = Moved(Running() with { DueAt = Now }, new ImageEvent.Woken());

        moved.State.Tries.ShouldBe(1);
        moved.State.LastError!.Code.ShouldBe("attemptLost");
    }

    [Fact]
    public void Woken_BeforeItsTime_IsIgnored() =>
        Decide(Running() with { State = ItemState.Waiting, DueAt = Now.AddSeconds(1) }, new ImageEvent.Woken()).ShouldBeOfType<ImageDecision.Ignored>();

    [Theory]
    [InlineData(ItemState.Failed)]
    [InlineData(ItemState.Quarantined)]
    [InlineData(ItemState.Skipped)]
    [InlineData(ItemState.Waiting)]
    [InlineData(ItemState.Missing)]
    public void RetryAsked_ByAPerson_BeginsAtOnceWithAllTries(ItemState state)
    {
        var moved = Moved(Pending() with { State = state, Tries = 3 }, new ImageEvent.RetryAsked(null));

        moved.State.State.ShouldBe(ItemState.Running);
        moved.State.Tries.ShouldBe(0);
    }

    [Fact]
    public void RetryAsked_ByAJob_LeavesTheBeginningToThatJob()
    {
        var moved = Moved(Pending() with { State = ItemState.Failed }, new ImageEvent.RetryAsked(OtherJob));

        moved.State.State.ShouldBe(ItemState.Pending);
        moved.State.JobId.ShouldBe(OtherJob);
        moved.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void RetryAsked_Live_IsRefused() =>
        Decide(Live(), new ImageEvent.RetryAsked(null)).ShouldBeOfType<ImageDecision.Refused>().Result.Code.ShouldBe("alreadyLive");

    [Fact]
    public void Live_AfterItFailedInAnotherJob_TellsThatJobToo()
    {
        var mended = RunningRender() with { JobId = OtherJob, FailedJobId = Job };

        var moved = Moved(mended, Ended(Rendered("jpg")));

        moved.State.FailedJobId.ShouldBeNull();
        moved.Effects.OfType<ImageEffect.TellJob>().Select(t => t.JobId).ShouldBe([OtherJob, Job]);
    }

    [Fact]
    public void SkipAsked_WhileRunning_GivesTheAttemptUp()
    {
        var moved = Moved(Running(), new ImageEvent.SkipAsked("not wanted", null));

        moved.State.State.ShouldBe(ItemState.Skipped);
        moved.State.SkippedReason.ShouldBe("not wanted");
        moved.State.Attempt.ShouldBe(2);
    }

    [Fact]
    public void Seen_Unchanged_IsIgnored() =>
        Decide(Live(), new ImageEvent.Seen(Sighting())).ShouldBeOfType<ImageDecision.Ignored>();

    [Fact]
    public void Seen_FailedAndUnchanged_IsNotTriedAgain() =>
        Decide(Live() with { State = ItemState.Failed }, new ImageEvent.Seen(Sighting())).ShouldBeOfType<ImageDecision.Ignored>();

    [Fact]
    public void Seen_CancelledBefore_IsTakenUpAgain() =>
        Moved(Pending() with { State = ItemState.Skipped, SkippedReason = ImageMachine.CancelledReason }, new ImageEvent.Seen(Sighting())).State.State.ShouldBe(ItemState.Pending);

    [Fact]
    public void Seen_WithAnotherTime_IsProbedAgainAndKeepsItsRenditionsMeanwhile()
    {
        var moved = Moved(Live(), new ImageEvent.Seen(Sighting() with { ModifiedAt = Now.AddDays(1) }));

        moved.State.State.ShouldBe(ItemState.Pending);
        moved.State.Stage.ShouldBe(ImageStages.Discovered);
        moved.State.Thumbnail.ShouldNotBeNull();
        moved.State.JobId.ShouldBe(OtherJob);
    }

    [Fact]
    public void Seen_WithAnotherRecipe_IsOnlyRenderedAgain() =>
        Moved(Live() with { Recipe = "recipe-0" }, new ImageEvent.Seen(Sighting())).State.Stage.ShouldBe(ImageStages.Probed);

    [Fact]
    public void Seen_BackAgainAsItWas_IsLiveAsItWas()
    {
        var moved = Moved(Live() with { State = ItemState.Missing, MissingSince = Now }, new ImageEvent.Seen(Sighting()));

        moved.State.State.ShouldBe(ItemState.Live);
        moved.State.MissingSince.ShouldBeNull();
    }

    [Fact]
    public void Seen_WithAFault_Fails() =>
        Moved(Live(), new ImageEvent.Seen(Sighting() with { ModifiedAt = Now.AddDays(1), Fault = new Fault("unreadableName", "bad name") })).State.LastError!.Code.ShouldBe("unreadableName");

    [Fact]
    public void Vanished_IsMissingForThatJob()
    {
        var moved = Moved(Live(), new ImageEvent.Vanished(OtherJob));

        moved.State.State.ShouldBe(ItemState.Missing);
        moved.State.JobId.ShouldBe(OtherJob);
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
        Cache = Rendition("c.jpg", 20),
        RenditionBytes = 30,
        RenditionCount = 2,
        Recipe = Recipe,
    };

    private static StoredRendition Rendition(string path, long bytes) => new(path, 300, 200, bytes, "jpeg", 80, "r", "h");

    private static StageOutcome.Rendered Rendered(string extension) =>
        new(Rendition($"t.{extension}", 10), Rendition($"c.{extension}", 20), Recipe, [], null, null, null, Folder);

    private static ImageEvent.StageEnded Ended(StageOutcome outcome) => new(1, outcome);

    private static ImageSighting Sighting() => new(1_000, Now.AddDays(-1), OtherJob, 5, null);

    private static ImageContext Context(bool attemptAlive = true) => new(Now, new ImageOptions(), Recipe, 0.5, attemptAlive);

    private static ImageDecision Decide(ImageRecord state, ImageEvent happened, bool attemptAlive = true) => ImageMachine.Decide(state, happened, Context(attemptAlive));

    private static ImageDecision.Moved Moved(ImageRecord state, ImageEvent happened, bool attemptAlive = true) =>
        Decide(state, happened, attemptAlive).ShouldBeOfType<ImageDecision.Moved>();
}
