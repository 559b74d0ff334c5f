using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Jobs.DeleteCollection;
using MediaPipeline.Grains.Jobs.Scan;

namespace MediaPipeline.Grains.Tests.Jobs;

public sealed class JobCommandsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(JobState.Completed)]
    [InlineData(JobState.CompletedWithErrors)]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Cancelled)]
    public void Pause_AnEndedJob_IsAConflict(JobState state) =>
        JobCommands.Pause(Job(state)).Result.Status.ShouldBe(CommandStatus.Conflict);

    [Fact]
    public void Resume_APausedJobWithAQuestion_WaitsForTheAnswerAgain()
    {
        var (state, _) = JobCommands.Resume(Job(JobState.Paused) with { Question = Question() }, Now);

        state!.State.ShouldBe(JobState.Waiting);
    }

    [Fact]
    public void Resume_AJobThatPausedItself_TakesTheFlagAway()
    {
        var (state, _) = JobCommands.Resume(Job(JobState.Paused) with { Stale = true }, Now);

        state!.Stale.ShouldBeFalse();
        state.State.ShouldBe(JobState.Running);
    }

    [Fact]
    public void Cancel_ARunningJob_IsCancelledAtOnceAndClearsUpAfterwards()
    {
        var (state, _) = JobCommands.Cancel(Job(JobState.Running), Now);

        state!.State.ShouldBe(JobState.Cancelled);
        state.Phase.ShouldBe(JobPhases.Cancelling);
    }

    [Fact]
    public void Cancel_ADeletion_IsAConflict() =>
        JobCommands.Cancel(new DeleteCollectionRecord { State = JobState.Running }, Now).Result.Code.ShouldBe("cannotCancel");

    [Fact]
    public void Retry_AJobWithErrors_GoesThroughWhatFailed()
    {
        var (state, _) = JobCommands.Retry(Job(JobState.CompletedWithErrors), Now);

        state!.Phase.ShouldBe(JobPhases.Retrying);
        state.State.ShouldBe(JobState.Running);
    }

    [Fact]
    public void Retry_AJobThatFailedAsAWhole_BeginsAnew()
    {
        var (state, _) = JobCommands.Retry(Job(JobState.Failed) with { Phase = JobPhases.Done, Cursor = "k" }, Now);

        state!.Phase.ShouldBe(ScanPhases.Reading);
        state.Cursor.ShouldBeNull();
    }

    [Fact]
    public void Retry_ACompletedJob_IsAConflict() =>
        JobCommands.Retry(Job(JobState.Completed), Now).Result.Status.ShouldBe(CommandStatus.Conflict);

    [Fact]
    public void Answer_WithoutAQuestion_IsAConflict() =>
        JobCommands.Answer(Job(JobState.Running), "yes", Now).Result.Code.ShouldBe("noQuestion");

    [Fact]
    public void Answer_NoneOfTheChoices_NamesThem() =>
        JobCommands.Answer(Job(JobState.Waiting) with { Question = Question() }, "maybe", Now).Result.Message!.ShouldContain("markMissing");

    [Fact]
    public void Answer_OneOfTheChoices_IsKeptAndTheJobGoesOn()
    {
        var (state, _) = JobCommands.Answer(Job(JobState.Waiting) with { Question = Question() }, ScanQuestion.Keep, Now);

        state!.Answers[ScanQuestion.Code].ShouldBe(ScanQuestion.Keep);
        state.Question.ShouldBeNull();
        state.State.ShouldBe(JobState.Running);
    }

    private static JobQuestion Question() => ScanQuestion.Of(new ScanRecord());

    private static JobRecord Job(JobState state) => new ScanRecord { Id = JobId.Create(Now), State = state };
}
