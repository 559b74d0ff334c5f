using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Jobs.CleanOrphans;
using MediaPipeline.Grains.Jobs.Drain;
using MediaPipeline.Grains.Jobs.Reconcile;

namespace MediaPipeline.Grains.Tests.CacheFolders;

public sealed class FolderScheduleTests
{
    private static readonly DateTimeOffset Made = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CacheFolderState New = new() { CreatedAt = Made };
    private static readonly CacheFolderOptions Options = new();
    private static readonly FolderSchedule Schedule = new([new ReconcileJob(), new CleanOrphansJob(), new DrainJob()]);

    [Fact]
    public void ANewFolder_IsCleanedAfterADayAndReconciledAfterAWeek()
    {
        Schedule.Next(New, Options).ShouldBe(Made.AddDays(1));
        Schedule.DueJob(New, Options, Made.AddHours(23)).ShouldBeNull();
        Schedule.DueJob(New, Options, Made.AddDays(1))!.Type.ShouldBe("cleanOrphans");
        Schedule.DueJob(New with { CleanUp = Started(Made.AddDays(6.5)) }, Options, Made.AddDays(7))!.Type.ShouldBe("reconcile");
    }

    [Fact]
    public void AfterALongStop_EachIsDueOnce()
    {
        var now = Made.AddDays(100);
        Schedule.DueJob(New, Options, now)!.Type.ShouldBe("cleanOrphans");
        Schedule.DueJob(New with { CleanUp = Started(now) }, Options, now)!.Type.ShouldBe("reconcile");
        Schedule.DueJob(New with { CleanUp = Started(now), Reconcile = Started(now) }, Options, now).ShouldBeNull();
    }

    [Fact]
    public void SwitchedOff_NothingIsEverDue() =>
        Schedule.Next(New, new CacheFolderOptions { ReconcileEvery = TimeSpan.Zero, CleanOrphansEvery = TimeSpan.Zero }).ShouldBeNull();

    private static FolderTask Started(DateTimeOffset at) => new(JobId.Create(at), at);
}
