using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>Covers of titles, and what came of them.</summary>
internal static class AssetRuns
{
    /// <summary>Imports titles with those addresses of covers.</summary>
    public static async Task ImportCoversAsync(this PipelineUnderTest pipeline, params IEnumerable<string?> urls)
    {
        pipeline.Catalogue.Add(urls.Select((url, number) => FakeCatalogue.Title($"{number}", $"Title {number}") with { CoverUrl = url }));
        await pipeline.ImportAsync();
    }

    public static async Task<JobId> StartFetchCoversAsync(this PipelineUnderTest pipeline)
    {
        var job = JobId.Create(TimeProvider.System.GetUtcNow());
        await pipeline.Job(job).Start(new StartJobRequest(null, 9, new FetchCoversPayload()));
        return job;
    }

    public static async Task<JobView> FetchCoversAsync(this PipelineUnderTest pipeline) =>
        await pipeline.WaitForEndAsync(await pipeline.StartFetchCoversAsync());

    /// <summary>Somebody looks at it.</summary>
    public static Task<bool> LookAtAsync(this PipelineUnderTest pipeline, string url) =>
        pipeline.Grains.GetGrain<IAssetGrain>(AssetId.Of(url).Value).Want(url, null);

    public static Task<ItemView?> AssetAsync(this PipelineUnderTest pipeline, string url) =>
        pipeline.Reader<IItemReader>().FindAsync(AssetId.Of(url).Value, default);

    public static async Task<ItemView> WaitForAssetAsync(this PipelineUnderTest pipeline, string url, Func<ItemView, bool> wanted) =>
        (await pipeline.WaitAsync(() => pipeline.AssetAsync(url), asset => asset is not null && wanted(asset)))!;

    public static Task<ItemView> WaitForAssetAsync(this PipelineUnderTest pipeline, string url, ItemState state) =>
        pipeline.WaitForAssetAsync(url, asset => asset.State == state);

    /// <summary>The file that the worker is given in an attempt.</summary>
    public static string FileNameOf(string url, int attempt) => $"{AssetId.Of(url)}-{attempt}";

    /// <summary>Files of pictures by address, below their folder.</summary>
    public static IReadOnlyList<string> FetchedFiles(this PipelineUnderTest pipeline, string below = "images")
    {
        var folder = Path.Join(pipeline.Directory["cache"], "fetched");
        var path = Path.Join(folder, below);
        return !Directory.Exists(path) ? [] : [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != ".lock").Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
    }
}
