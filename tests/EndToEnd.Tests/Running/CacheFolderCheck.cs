using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging;
using MediaPipeline.TestKit.Files;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>What must be true of a cache folder at any rest: the states name exactly what lies there, and all of it is whole.</summary>
internal static class CacheFolderCheck
{
    public static async Task AssertExactAsync(RunningServer server, IReadOnlyList<ImageView> images)
    {
        var folder = (await server.GetAsync<Page<CacheFolderView>>("/api/v1/cache-folders")).Items.ShouldHaveSingleItem();
        var files = Renditions(folder.Path);

        files.Count.ShouldBe(2 * images.Count);
        folder.FileCount.ShouldBe(files.Count);
        folder.CurrentBytes.ShouldBe(files.Sum(f => f.Length));
        await AssertDecodableAsync(files);
    }

    public static IReadOnlyList<FileInfo> Renditions(string folder) =>
        [.. new[] { "thumbnails", "cache" }.Select(kind => new DirectoryInfo(Path.Join(folder, kind))).Where(d => d.Exists)
            .SelectMany(d => d.EnumerateFiles("*", SearchOption.AllDirectories))];

    /// <summary>Files below the directory for temporary ones, but for the locks of instances.</summary>
    public static IReadOnlyList<string> TemporaryFiles(string folder) =>
        [.. Directory.EnumerateFiles(Path.Join(folder, ".tmp"), "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("lock", StringComparison.Ordinal))];

    // Decoded to the last row by the engine itself: a cut file would come back with a warning.
    private static async Task AssertDecodableAsync(IReadOnlyList<FileInfo> files)
    {
        using var scratch = new TemporaryDirectory();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddVipsImaging(o => o.WorkerCommand = [Path.Join(AppContext.BaseDirectory, "mediapipeline"), "imaging-worker"])
            .BuildServiceProvider();
        var engine = services.GetRequiredService<IPictureEngine>();
        var small = new RenditionSpec(64, 64, RenditionFormat.Jpeg, 80, AllowCopy: false);
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (file, cancel) =>
        {
            var probed = (await engine.ProbeAsync(new ProbeRequest(new PictureSource(file.FullName), 5), cancel))
                .ShouldBeOfType<ProbeResult.Probed>(file.FullName);
            var rendered = await engine.RenderAsync(
                new RenderRequest(new PictureSource(file.FullName), probed.Facts, new RenderTarget(small, small, scratch.Path, file.Name), 5), cancel);
            rendered.ShouldBeOfType<RenderResult.Rendered>(file.FullName).Warnings.ShouldBeEmpty(file.FullName);
        });
    }
}
