using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Blobs;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Storage.Tests.Blobs;

public sealed class FileRenditionStoreTests : IAsyncLifetime
{
    private const string Id = "fld_1";
    private readonly TemporaryDirectory _directory = new();
    private readonly FileRenditionStore _store = New();

    private string Folder => _directory["cache"];

    private static CancellationToken None => CancellationToken.None;

    public Task InitializeAsync() => _store.CreateFolderAsync(Folder, Id, None);

    public Task DisposeAsync()
    {
        _store.Dispose();
        _directory.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task CommitAsync_PutsFilesAtTheirTargets_AndReplaces()
    {
        await CommitAsync("a", "first");
        await CommitAsync("a", "second");

        File.ReadAllText(Path.Combine(Folder, Target("thumbnails", "a"))).ShouldBe("second");
        (await _store.MeasureAsync(Folder, None)).ShouldBe((12, 2));
        Directory.EnumerateFiles(_store.PrepareTemporaryDirectory(Folder)).Select(Path.GetFileName).ShouldBe([".lock"]);
    }

    [Fact]
    public async Task CommitAsync_ManyAtOnce_AllAreThere()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => CommitAsync($"{i}", "x")));

        (await _store.MeasureAsync(Folder, None)).ShouldBe((400, 400));
    }

    [Fact]
    public async Task CommitAsync_MarkerGone_IsAFaultAndWritesNothing()
    {
        File.Delete(Path.Combine(Folder, RenditionPaths.Marker));

        (await FaultAsync(() => CommitAsync("a", "x"))).ShouldBe("markerMissing");
        (await _store.CheckAsync(Folder, Id, None))!.Code.ShouldBe("markerMissing");
        File.Exists(Path.Combine(Folder, Target("thumbnails", "a"))).ShouldBeFalse();
    }

    [Fact]
    public async Task CheckAsync_MarkerOfAnother_IsAFault()
    {
        (await _store.CheckAsync(Folder, Id, None)).ShouldBeNull();
        (await _store.CheckAsync(Folder, "fld_2", None))!.Code.ShouldBe("markerMissing");
    }

    [Fact]
    public async Task CommitAsync_ADirectoryThatIsALink_IsAFaultAndNotFollowed()
    {
        using var outside = new TemporaryDirectory();
        Directory.Delete(Path.Combine(Folder, "thumbnails"));
        Directory.CreateSymbolicLink(Path.Combine(Folder, "thumbnails"), outside.Path);

        (await FaultAsync(() => CommitAsync("a", "x"))).ShouldBe("outputUnavailable");
        Directory.EnumerateFileSystemEntries(outside.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("thumbnails/../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("thumbnails/a/b.jpg")]
    [InlineData("cache/col_00000000000000000000000000000000/somebody_elses.jpg")]
    [InlineData(".mediapipeline-folder")]
    public async Task Targets_ThatAreNotOurs_AreRefused(string target)
    {
        await Should.ThrowAsync<ArgumentException>(() => _store.DeleteAsync(Folder, [target], None));
        await Should.ThrowAsync<ArgumentException>(() => _store.CommitAsync(Folder, Id, [(Temporary("x"), target)], None));
    }

    [Fact]
    public async Task Discard_AndCommit_OfForeignTemporaryFiles_AreRefused()
    {
        var foreign = _directory.Write("foreign.jpg");

        await Should.ThrowAsync<ArgumentException>(() => _store.DiscardAsync([foreign], None));
        await Should.ThrowAsync<ArgumentException>(() => _store.CommitAsync(Folder, Id, [(foreign, Target("cache", "a"))], None));
        File.Exists(foreign).ShouldBeTrue();
    }

    [Fact]
    public async Task DeleteAsync_ThereOrNot_IsNoFault()
    {
        await CommitAsync("a", "x");

        await _store.DeleteAsync(Folder, [Target("thumbnails", "a"), Target("cache", "a"), Target("cache", "b")], None);

        (await _store.MeasureAsync(Folder, None)).ShouldBe((0, 0));
    }

    [Fact]
    public async Task MeasureAsync_ForeignFilesAndLinks_DoNotCount()
    {
        await CommitAsync("a", "x");
        var directory = Path.GetDirectoryName(Path.Combine(Folder, Target("cache", "a")))!;
        File.WriteAllText(Path.Combine(directory, "note.txt"), "mine");
        File.CreateSymbolicLink(Path.Combine(Folder, Target("cache", "b")), "/etc/passwd");

        (await _store.MeasureAsync(Folder, None)).ShouldBe((2, 2));
    }

    [Fact]
    public async Task PurgeDeadInstancesAsync_TakesOnlyWhatTheDeadLeft()
    {
        using var living = New();
        var alive = Path.Combine(living.PrepareTemporaryDirectory(Folder), "a");
        var dead = Path.Combine(Folder, ".tmp", new string('d', 32));
        var foreign = Path.Combine(Folder, ".tmp", "somebody-elses");
        Directory.CreateDirectory(dead);
        Directory.CreateDirectory(foreign);
        File.WriteAllText(Path.Combine(dead, ".lock"), "");
        foreach (var path in new[] { alive, Path.Combine(dead, "1"), Path.Combine(dead, "2"), Path.Combine(foreign, "3") })
        {
            File.WriteAllText(path, "x");
        }

        (await _store.PurgeDeadInstancesAsync(Folder, None)).ShouldBe(2);

        Directory.Exists(dead).ShouldBeFalse();
        File.Exists(alive).ShouldBeTrue();
        File.Exists(Path.Combine(foreign, "3")).ShouldBeTrue();
    }

    [Fact]
    public async Task PrepareTemporaryDirectory_FolderNotMounted_MakesNothing()
    {
        (await FaultAsync(() => Task.FromResult(_store.PrepareTemporaryDirectory(_directory["not-mounted"])))).ShouldBe("markerMissing");
        Directory.Exists(_directory["not-mounted"]).ShouldBeFalse();
    }

    [Fact]
    public async Task CreateFolderAsync_Again_LeavesTheMarker()
    {
        await _store.CreateFolderAsync(Folder, "fld_2", None);

        (await _store.CheckAsync(Folder, Id, None)).ShouldBeNull();
    }

    [RootFact]
    public async Task DiskFull_IsAFaultThatGoesAwayWithRoom()
    {
        using var disk = new SmallDisk(megabytes: 2);
        await _store.CreateFolderAsync(disk.Path, Id, None);
        _store.PrepareTemporaryDirectory(disk.Path);
        disk.Fill();

        (await _store.CheckAsync(disk.Path, Id, None))!.Code.ShouldBe("outputFull");
        disk.MakeRoom();
        (await _store.CheckAsync(disk.Path, Id, None)).ShouldBeNull();
    }

    [Fact]
    public async Task CopyAsync_PutsTheSameFilesIntoAnotherFolder_AndLeavesTheFirst()
    {
        await CommitAsync("a", "content");
        var other = await OtherAsync();

        (await _store.CopyAsync(Folder, other, Id, [new(Target("thumbnails", "a"), 7), new(Target("cache", "a"), 7)], None)).ShouldBeTrue();

        File.ReadAllText(Path.Combine(other, Target("cache", "a"))).ShouldBe("content");
        (await _store.MeasureAsync(other, None)).ShouldBe(await _store.MeasureAsync(Folder, None));
        Directory.EnumerateFiles(_store.PrepareTemporaryDirectory(other)).Select(Path.GetFileName).ShouldBe([".lock"]);
    }

    [Theory]
    [InlineData("a", 6)]
    [InlineData("b", 7)]
    public async Task CopyAsync_OneMissingOrOfAnotherLength_CopiesNothing(string name, long bytes)
    {
        await CommitAsync("a", "content");
        var other = await OtherAsync();

        (await _store.CopyAsync(Folder, other, Id, [new(Target("thumbnails", "a"), 7), new(Target("cache", name), bytes)], None)).ShouldBeFalse();

        (await _store.MeasureAsync(other, None)).ShouldBe((0, 0));
        Directory.EnumerateFiles(_store.PrepareTemporaryDirectory(other)).Select(Path.GetFileName).ShouldBe([".lock"]);
    }

    [Fact]
    public async Task CopyAsync_FromAPlaceWhereALinkLies_IsNotFollowed()
    {
        await CommitAsync("a", "content");
        var link = Path.Combine(Folder, Target("cache", "a"));
        File.Delete(link);
        File.CreateSymbolicLink(link, _directory.Write("outside.jpg", "content"));

        (await _store.CopyAsync(Folder, await OtherAsync(), Id, [new(Target("cache", "a"), 7)], None)).ShouldBeFalse();
    }

    [Fact]
    public async Task LengthsAsync_WhatIsThereAndWhatIsNot_AndAFaultWithoutTheMarker()
    {
        await CommitAsync("a", "content");
        string[] targets = [Target("cache", "a"), Target("cache", "b")];

        (await _store.LengthsAsync(Folder, Id, targets, None)).ShouldBe([7, null]);

        File.Delete(Path.Combine(Folder, RenditionPaths.Marker));
        (await FaultAsync(() => _store.LengthsAsync(Folder, Id, targets, None))).ShouldBe("markerMissing");
    }

    [Fact]
    public async Task WalkAsync_DirectoryByDirectory_GoesOnAfterAnyOne()
    {
        await CommitAsync("a", "1");
        await CommitAsync("b", "22");
        Directory.CreateDirectory(Path.Combine(Folder, "cache", "col_00000000000000000000000000000000"));

        var all = await _store.WalkAsync(Folder, Id, null, None).ToListAsync();
        all.Where(found => found.Ends).Select(found => found.Directory)
            .ShouldBe(["cache/col_00000000000000000000000000000000", $"cache/{Some.Pictures}", $"thumbnails/{Some.Pictures}"]);
        var files = all.SelectMany(found => found.Files).ToList();
        (files.Count, files.Sum(file => file.Bytes)).ShouldBe((4, 6));
        files.Select(file => file.Image).Distinct().ShouldBe([ImageId.Of(Some.Pictures, "a", null), ImageId.Of(Some.Pictures, "b", null)], ignoreOrder: true);

        var rest = await _store.WalkAsync(Folder, Id, $"cache/{Some.Pictures}", None).ToListAsync();
        rest.Select(found => found.Directory).Distinct().ShouldBe([$"thumbnails/{Some.Pictures}"]);
    }

    [Fact]
    public async Task WalkAsync_ALargeDirectory_ComesInBatches()
    {
        var directory = Directory.CreateDirectory(Path.Combine(Folder, "cache", Some.Pictures.Value)).FullName;
        for (var i = 0; i < 2_500; i++)
        {
            File.WriteAllText(Path.Combine(directory, $"{ImageId.Of(Some.Pictures, $"{i}", null)}_cache_1x1.jpg"), "");
        }

        var all = await _store.WalkAsync(Folder, Id, null, None).ToListAsync();

        all.Select(found => found.Files.Count).ShouldBe([1_000, 1_000, 500, 0]);
        all.Select(found => found.Ends).ShouldBe([false, false, false, true]);
    }

    [Fact]
    public async Task DeleteOlderAsync_TakesOnlyRegularFilesThatAreOldEnough()
    {
        await CommitAsync("old", "xx");
        await CommitAsync("young", "xx");
        var until = TimeProvider.System.GetUtcNow().AddDays(-1);
        File.SetLastWriteTimeUtc(Path.Combine(Folder, Target("cache", "old")), until.UtcDateTime);
        var link = Path.Combine(Folder, Target("cache", "link"));
        File.CreateSymbolicLink(link, _directory.Write("outside.jpg"));
        Directory.CreateDirectory(Path.Combine(Folder, Target("cache", "directory")));

        var gone = await _store.DeleteOlderAsync(
            Folder, Id, [Target("cache", "old"), Target("cache", "young"), Target("cache", "link"), Target("cache", "directory"),
                Target("cache", "missing")], until, None);

        gone.ShouldBe(new DeletedFiles(1, 2));
        File.Exists(link).ShouldBeTrue();
        Directory.Exists(Path.Combine(Folder, Target("cache", "directory"))).ShouldBeTrue();
        File.Exists(Path.Combine(Folder, Target("cache", "old"))).ShouldBeFalse();
    }

    [Fact]
    public async Task DeleteEmptyDirectoryAsync_OnlyOursAndOnlyWhenNothingIsInIt()
    {
        var directory = $"cache/{Some.Pictures}";
        var path = Directory.CreateDirectory(Path.Combine(Folder, directory)).FullName;
        File.WriteAllText(Path.Combine(path, "note.txt"), "mine");

        (await _store.DeleteEmptyDirectoryAsync(Folder, Id, directory, None)).ShouldBeFalse();
        File.Delete(Path.Combine(path, "note.txt"));
        (await _store.DeleteEmptyDirectoryAsync(Folder, Id, directory, None)).ShouldBeTrue();
        (await _store.DeleteEmptyDirectoryAsync(Folder, Id, directory, None)).ShouldBeFalse();
        await Should.ThrowAsync<ArgumentException>(() => _store.DeleteEmptyDirectoryAsync(Folder, Id, "cache/holidays", None));
    }

    [Fact]
    public async Task CommitAsync_WhileEmptyDirectoriesAreTakenAway_FindsItsWay()
    {
        using var stop = new CancellationTokenSource();
        var cleaning = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await _store.DeleteEmptyDirectoryAsync(Folder, Id, $"cache/{Some.Pictures}", None);
                await _store.DeleteEmptyDirectoryAsync(Folder, Id, $"thumbnails/{Some.Pictures}", None);
            }
        });

        for (var i = 0; i < 200; i++)
        {
            await CommitAsync($"{i}", "x");
            await _store.DeleteAsync(Folder, [Target("thumbnails", $"{i}"), Target("cache", $"{i}")], None);
        }

        await stop.CancelAsync();
        await cleaning;
    }

    [Fact]
    public async Task RemoveFolderAsync_TakesAwayWhatIsOursAndEmpty()
    {
        _store.PrepareTemporaryDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "cache", "note.txt"), "mine");

        await _store.RemoveFolderAsync(Folder, Id, None);

        Directory.EnumerateFileSystemEntries(Folder).ShouldBe([Path.Combine(Folder, "cache")]);
        (await FaultAsync(() => _store.RemoveFolderAsync(Folder, Id, None))).ShouldBe("markerMissing");
    }

    private async Task<string> OtherAsync()
    {
        await _store.CreateFolderAsync(_directory["other"], Id, None);
        return _directory["other"];
    }

    private static FileRenditionStore New() => new(new InstanceDirectories(TimeProvider.System));

    private async Task CommitAsync(string name, string content) => await _store.CommitAsync(
        Folder, Id, [(Temporary(name + "t", content), Target("thumbnails", name)), (Temporary(name + "c", content), Target("cache", name))], None);

    private string Temporary(string name, string content = "x")
    {
        var path = Path.Combine(_store.PrepareTemporaryDirectory(Folder), name);
        File.WriteAllText(path, content);
        return path;
    }

    private static string Target(string kind, string name) => $"{kind}/{Some.Pictures}/{ImageId.Of(Some.Pictures, name, null)}_300x300.jpg";

    private static async Task<string> FaultAsync(Func<Task> act) => (await Should.ThrowAsync<RenditionStoreException>(act)).Fault.Code;
}
