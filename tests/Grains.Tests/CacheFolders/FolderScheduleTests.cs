using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;

namespace MediaPipeline.Grains.Tests.CacheFolders;

public sealed class FolderScheduleTests
{
    private static readonly DateTimeOffset Made = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CacheFolderState New = new() { CreatedAt = Made };
    private static readonly CacheFolderOptions Options = new();

    [Fact]
    public void ANewFolder_IsCleanedAfterADayAndReconciledAfterAWeek()
    {
        FolderSchedule.Next(New, Options).ShouldBe(Made.AddDays(1));
        FolderSchedule.DueJob(New, Options, Made.AddHours(23)).ShouldBeNull();
        FolderSchedule.DueJob(New, Options, Made.AddDays(1)).ShouldBe(JobType.CleanOrphans);
        FolderSchedule.DueJob(New with { CleanUp = Started(Made.AddDays(6.5)) }, Options, Made.AddDays(7)).ShouldBe(JobType.Reconcile);
    }

    [Fact]
    public void AfterALongStop_EachIsDueOnce()
    {
        var now = Made.AddDays(100);
        FolderSchedule.DueJob(New, Options, now).ShouldBe(JobType.CleanOrphans);
        FolderSchedule.DueJob(New with { CleanUp = Started(now) }, Options, now).ShouldBe(JobType.Reconcile);
        FolderSchedule.DueJob(New with { CleanUp = Started(now), Reconcile = Started(now) }, Options, now).ShouldBeNull();
    }

    [Fact]
    public void SwitchedOff_NothingIsEverDue() =>
        FolderSchedule.Next(New, new CacheFolderOptions { ReconcileEvery = TimeSpan.Zero, CleanOrphansEvery = TimeSpan.Zero }).ShouldBeNull();

    private static FolderTask Started(DateTimeOffset at) => new(JobId.Create(at), at);
}
