using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>What an import comes to when nothing befalls it.</summary>
internal sealed record UndisturbedImport(string File, ImportReport Report, IReadOnlyList<string> Export, TimeSpan Duration)
{
    public static async Task<UndisturbedImport> RunAsync(string data, string file, IReadOnlyDictionary<string, string>? settings = null)
    {
        await using var server = await RunningServer.StartAsync(data, settings);
        var job = await server.WaitForEndAsync(await server.StartImportAsync(file));
        var (report, export) = (job.Import.ShouldNotBeNull(), await server.ExportAsync());

        // Otherwise being the same would say little.
        new[] { report.New, report.Merged, report.Invalid, job.Progress.Failed }.ShouldAllBe(count => count > 0);
        export.Count.ShouldBe((int)report.New);
        return new UndisturbedImport(file, report, export, job.CompletedAt!.Value - job.StartedAt!.Value);
    }

    /// <summary>The same import somewhere else has come, or comes, to the same; and there is nothing left for another one.</summary>
    public async Task ShouldBeMetAsync(RunningServer server, string job)
    {
        var ended = await server.WaitForEndAsync(job);

        ended.State.ShouldBe(JobState.CompletedWithErrors);
        var export = await server.ExportAsync();
        export.Except(Export, StringComparer.Ordinal).ShouldBeEmpty();
        export.Count.ShouldBe(Export.Count);
        ended.Import.ShouldBe(Report);
        var again = await server.WaitForEndAsync(await server.StartImportAsync(File));
        again.Import.ShouldBe(new ImportReport(Read: Report.Read, Unchanged: Export.Count + Report.Merged, Invalid: Report.Invalid));
    }
}
