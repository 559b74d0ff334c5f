using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Grains.Tests.Running;

namespace MediaPipeline.Grains.Tests.CacheFolders;

public sealed class CacheFolderRegisterTests
{
    [Fact]
    public async Task AddFolder_MakesItOurs_AndTheSecondTimeItIsTheExistingOne()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();

        var first = await pipeline.TryAddFolderAsync(pipeline.Directory["more"], maxBytes: 1_000);
        var second = await pipeline.TryAddFolderAsync(pipeline.Directory["more"] + "/../more/");

        first.Created.ShouldBeTrue();
        (second.Id, second.Created, second.Result.Status).ShouldBe((first.Id, false, CommandStatus.Done));
        var view = await pipeline.FolderAsync(first.Id!.Value);
        (view.Path, view.MaxBytes, view.State).ShouldBe((pipeline.Directory["more"], 1_000L, "ok"));
    }

    [Theory]
    [InlineData("pictures/inside", "overlappingPath")]
    [InlineData("", "overlappingPath")]
    [InlineData("cache/inside", "overlappingPath")]
    [InlineData("no/such/parent", "pathNotFound")]
    [InlineData("a-file", "unsupportedPath")]
    public async Task AddFolder_WhereItMayNotLie_IsRefusedWithItsReason(string path, string code)
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 1);
        File.WriteAllText(pipeline.Directory["a-file"], "");
        await pipeline.AddAsync();

        (await pipeline.TryAddFolderAsync(pipeline.Directory[path])).Result.Code.ShouldBe(code);
    }

    [Fact]
    public async Task AddFolder_OutsideTheAllowedRoots_IsForbidden()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Collections:AllowedRoots:0", "/srv/pictures"));

        (await pipeline.TryAddFolderAsync(pipeline.Directory["more"])).Result.Status.ShouldBe(CommandStatus.Forbidden);
        Directory.Exists(pipeline.Directory["more"]).ShouldBeFalse();
    }

    [Fact]
    public async Task AddFolder_WithTheMarkerOfAnother_IsRefusedAndTheMarkerStays()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        Directory.CreateDirectory(pipeline.Directory["other"]);
        File.WriteAllText(pipeline.Directory["other", ".mediapipeline-folder"], "fld_of_another_server\n");

        (await pipeline.TryAddFolderAsync(pipeline.Directory["other"])).Result.Code.ShouldBe("markerOfAnother");
        File.ReadAllText(pipeline.Directory["other", ".mediapipeline-folder"]).ShouldBe("fld_of_another_server\n");
    }

    [Fact]
    public async Task AddCollection_InOrAroundACacheFolder_IsRefused()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        Directory.CreateDirectory(pipeline.Directory["cache", "inside"]);
        var register = pipeline.Grains.GetGrain<ICollectionRegisterGrain>(0);

        foreach (var path in new[] { pipeline.Directory["cache"], pipeline.Directory["cache", "inside"], pipeline.Directory.Path })
        {
            (await register.Add(new AddCollectionRequest(path))).Result.Code.ShouldBe("overlappingPath");
        }
    }

    [Fact]
    public async Task ACollection_AlwaysGoesToTheSameFolder_AndManySpreadOverAll()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        await pipeline.AddFolderAsync("second");
        await pipeline.AddFolderAsync("third");
        for (var i = 0; i < 12; i++)
        {
            pipeline.WritePictures(0, 1, $"pictures {i}");
            await pipeline.WaitForEndAsync((await pipeline.AddAsync(pipeline.Directory[$"pictures {i}"])).Job);
        }

        var folders = (await pipeline.Reader<Contracts.Reading.ICollectionReader>().ListCacheFoldersAsync(new(1, 10), default)).Items;
        folders.Count.ShouldBe(3);
        folders.Sum(f => f.CollectionIds.Count).ShouldBe(12);
        folders.ShouldAllBe(f => f.FileCount == 2 * f.CollectionIds.Count);
        await pipeline.AssertExactAsync(folders.Select(f => f.Id));
    }

    [Fact]
    public async Task Delete_InUseOrNotEmpty_IsAConflict_AndAForeignFileIsLeft()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var first = (await pipeline.OnlyFolderAsync()).Id;
        var second = await pipeline.AddFolderAsync("second");
        (await pipeline.Folder(second).Delete()).Code.ShouldBe("notDrained");
        var stray = pipeline.Directory["second", "cache", "col_00000000000000000000000000000001", "img_00000000000000000000000000000001_cache_1x1.jpg"];
        File.WriteAllText(pipeline.Directory["second", "thumbnails", "mine.txt"], "mine");
        await pipeline.ConfigureAsync(second, draining: true);
        await pipeline.WaitForEndAsync((await pipeline.LastJobAsync("drain")).Id);
        Directory.CreateDirectory(Path.GetDirectoryName(stray)!);
        File.WriteAllText(stray, "left");

        var refused = await pipeline.Folder(second).Delete();
        refused.Code.ShouldBe("notEmpty");
        refused.Message!.ShouldContain("1 files of ours");
        Directory.Delete(Path.GetDirectoryName(stray)!, recursive: true);
        (await pipeline.Folder(second).Delete()).Status.ShouldBe(CommandStatus.Done);

        (await pipeline.OnlyFolderAsync()).Id.ShouldBe(first);
        Directory.EnumerateFiles(pipeline.Directory["second"], "*", SearchOption.AllDirectories).ShouldHaveSingleItem().ShouldEndWith("mine.txt");
    }
}
