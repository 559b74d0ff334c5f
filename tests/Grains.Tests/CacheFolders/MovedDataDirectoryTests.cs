using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Tests.Running;
using Microsoft.Data.Sqlite;

namespace MediaPipeline.Grains.Tests.CacheFolders;

/// <summary>A data directory that is copied elsewhere takes its renditions along.</summary>
public sealed class MovedDataDirectoryTests
{
    [Fact]
    public async Task ACopyOfTheDataDirectory_ServesItsOwnRenditions()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var collection = await ImportAsync(pipeline);

        await pipeline.RestartAsync(() => Move(pipeline), InItsNewPlace(pipeline));

        await AssertServedFromAsync(pipeline, collection);
    }

    [Fact]
    public async Task WrittenByAVersionThatStoredWholePaths_TheFolderIsFoundByItsMarker()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var collection = await ImportAsync(pipeline);

        await pipeline.RestartAsync(
            () =>
            {
                Execute(pipeline.Directory["data", "mediapipeline.db"],
                    $"UPDATE cache_folders SET document = json_set(document, '$.path', '{pipeline.Directory["data", "cache"]}')");
                Move(pipeline);
            },
            InItsNewPlace(pipeline));

        await AssertServedFromAsync(pipeline, collection);
        pipeline.WritePictures(5, 8);
        (await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection))).Progress.ByStage[ImageStages.Live].ShouldBe(3);
        await pipeline.AssertExactAsync((await pipeline.OnlyFolderAsync()).Id);
    }

    private static async Task<CollectionId> ImportAsync(PipelineUnderTest pipeline)
    {
        await pipeline.RestartAsync(() =>
            Directory.Delete(pipeline.Directory["data"], recursive: true), ("CacheFolders:DefaultPath", pipeline.Directory["data", "cache"]));
        pipeline.WritePictures(0, 5);
        var (collection, job) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(job);
        return collection;
    }

    private static (string, string)[] InItsNewPlace(PipelineUnderTest pipeline) =>
        [("Storage:DataDirectory", pipeline.Directory["moved"]), ("CacheFolders:DefaultPath", pipeline.Directory["moved", "cache"])];

    private static void Move(PipelineUnderTest pipeline) => Directory.Move(pipeline.Directory["data"], pipeline.Directory["moved"]);

    private static void Execute(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBe(1);
    }

    private static async Task AssertServedFromAsync(PipelineUnderTest pipeline, CollectionId collection)
    {
        var images = await pipeline.ImagesAsync(collection);
        images.Count.ShouldBe(5);
        foreach (var image in images)
        {
            var location = await pipeline.Reader<IImageReader>().LocateAsync(image.Id, RenditionKind.Thumbnail, default);
            location!.AbsolutePath.ShouldStartWith(pipeline.Directory["moved", "cache"]);
            File.Exists(location.AbsolutePath).ShouldBeTrue();
        }
    }
}
