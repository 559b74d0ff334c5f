using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>Imports of the catalogue that a test has, and what came of them.</summary>
internal static class CatalogueRuns
{
    /// <summary>Starts an import of what <see cref="PipelineUnderTest.Catalogue"/> has.</summary>
    public static async Task<JobId> StartImportAsync(this PipelineUnderTest pipeline, long? limit = null, bool overwrite = false)
    {
        var file = pipeline.Directory["titles.json"];
        await File.WriteAllTextAsync(file, "");
        var payload = new ImportPayload("file", Path: file, Limit: limit, Overwrite: overwrite);
        var started = await pipeline.Grains.GetGrain<IImportGrain>(0).Start(payload, 5);
        started.Result.Status.ShouldBe(CommandStatus.Done, started.Result.Message);
        return started.Jobs.ShouldHaveSingleItem();
    }

    public static async Task<JobView> ImportAsync(this PipelineUnderTest pipeline, long? limit = null, bool overwrite = false) =>
        await pipeline.WaitForEndAsync(await pipeline.StartImportAsync(limit, overwrite));

    public static async Task<IReadOnlyList<MediaView>> TitlesAsync(this PipelineUnderTest pipeline) =>
        (await pipeline.Reader<IMediaReader>().ListAsync(new MediaFilter(), new PageRequest(1, 500), default)).Items;

    public static async Task<MediaView> WaitForTitleAsync(this PipelineUnderTest pipeline, MediaId id, Func<MediaView, bool> wanted) =>
        (await pipeline.WaitAsync(() => pipeline.Reader<IMediaReader>().FindAsync(id, default), title => title is not null && wanted(title)))!;
}
