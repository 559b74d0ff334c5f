using System.Diagnostics;
using MediaPipeline.Archives;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Grains;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Storage.Sources;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Files;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Tests.Sources;

public sealed class FileSystemSourceTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly TemporaryDirectory _outside = new();
    private readonly FileSystemSource _source = new(Options.Create(new SourceOptions()), Options.Create(new ArchiveOptions()), TimeProvider.System);

    public void Dispose()
    {
        _root.Dispose();
        _outside.Dispose();
    }

    [Fact]
    public async Task ListAsync_Pictures_InNaturalOrder()
    {
        foreach (var path in new[] { "10.jpg", "9.JPG", "b/2.png", "b/c/1.webp", "B.jpg", "a b.jpg", "b-1.jpg", "ä.jpg" })
        {
            _root.Write(path);
        }

        var pictures = await PicturesAsync();

        pictures.Select(picture => picture.Path).ShouldBe(["9.JPG", "10.jpg", "a b.jpg", "b/2.png", "b/c/1.webp", "B.jpg", "b-1.jpg", "ä.jpg"]);
        pictures.ShouldAllBe(picture => picture.SortKey == NaturalKey.Of(picture.Path, null));
        pictures[0].ShouldBe(new SourceEntry.Picture(
            pictures[0].SortKey, "9.JPG", null, 1, new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero), Stamp: pictures[0].Stamp));
        pictures.Select(picture => picture.Stamp.Inode).Distinct().Count().ShouldBe(8);
    }

    [Fact]
    public async Task ListAsync_AFileReplacedUnderItsSizeAndTime_HasAnotherStamp()
    {
        _root.Write("a.jpg");
        _root.Write("b.jpg");
        var before = await PicturesAsync();

        File.Move(_root["b.jpg"], _root["a.jpg"], overwrite: true);
        var after = (await PicturesAsync()).ShouldHaveSingleItem();

        (after.Path, after.Bytes, after.ModifiedAt).ShouldBe((before[0].Path, before[0].Bytes, before[0].ModifiedAt));
        after.Stamp.Inode.ShouldBe(before[1].Stamp.Inode);
        after.Stamp.ChangedAt!.Value.ShouldBeGreaterThanOrEqualTo(before[1].Stamp.ChangedAt!.Value);
        before[0].Stamp.Matches(after.Stamp).ShouldBeFalse();
    }

    [Fact]
    public async Task ListAsync_WhatIsNoPicture_IsCountedByExtension()
    {
        foreach (var path in new[] { "a.txt", "b.TXT", ".hidden.jpg", ".thumbnails/x.jpg", "@eaDir/x.jpg", "Thumbs.db", "c.exe", "noext", "d.odd$ext",
            "e.jpg" })
        {
            _root.Write(path);
        }

        var ignored = (await ListAsync()).OfType<SourceEntry.Ignored>().GroupBy(entry => entry.Extension)
            .ToDictionary(group => group.Key, group => group.Count());

        ignored.ShouldBe(
            new Dictionary<string, int> { [".txt"] = 2, ["(hidden)"] = 4, [".exe"] = 1, ["(none)"] = 1, ["(other)"] = 1 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("photo.MPO", "photo.jps", "photo.thm", "photo.jpe", "photo.JIF", "photo.jfif", "photo.jfi", "photo.pjpeg", "photo.pjp")]
    [InlineData("photo.HIF", "photo.heic", "photo.heif", "photo.heics", "photo.heifs", "photo.avif", "photo.avifs")]
    [InlineData("photo.tif", "photo.TIFF", "photo.btf", "photo.tf8", "photo.apng", "photo.jxl", "photo.webp", "photo.gif")]
    public async Task ListAsync_EveryUsualNameOfAReadableFormat_IsTaken(params string[] names)
    {
        foreach (var name in names)
        {
            _root.Write(name);
        }

        (await PicturesAsync()).Select(picture => picture.Path).ShouldBe(names, ignoreOrder: true);
    }

    [Theory]
    [InlineData("@Recycle")]
    [InlineData("@Recently-Snapshot")]
    [InlineData("@tmp")]
    [InlineData("#recycle")]
    [InlineData("$RECYCLE.BIN")]
    [InlineData("RECYCLER")]
    [InlineData("System Volume Information")]
    [InlineData("found.000")]
    [InlineData("~snapshot")]
    [InlineData("Catalog Previews.lrdata")]
    [InlineData("Catalog Smart Previews.lrdata")]
    [InlineData("Bilder.photoslibrary")]
    [InlineData("Old.aplibrary")]
    [InlineData(".Trash-1000")]
    public async Task ListAsync_WhatSystemsAndProgramsKeepForThemselves_IsIgnoredAndCounted(string folder)
    {
        _root.Write($"a/{folder}/deleted.jpg");
        _root.Write("kept.jpg");

        var entries = await ListAsync();

        entries.OfType<SourceEntry.Picture>().ShouldHaveSingleItem().Path.ShouldBe("kept.jpg");
        entries.OfType<SourceEntry.Ignored>().ShouldBe([new SourceEntry.Ignored("(hidden)")]);
    }

    [Theory]
    [InlineData("found.jpg")]
    [InlineData("@tmp.jpg")]
    [InlineData("lrdata.jpg")]
    [InlineData("Recycled paper/1.jpg")]
    public async Task ListAsync_NamesThatOnlyLookLikeThem_AreTaken(string path)
    {
        _root.Write(path);

        (await PicturesAsync()).Select(picture => picture.Path).ShouldBe([path]);
    }

    [Fact]
    public async Task ListAsync_AddedNamesAndExtensions_AreKnownBesideTheDefaults()
    {
        foreach (var path in new[] { "a.jpg", "a.pic", "a.pack", "@eaDir/a.jpg", "Old Drafts/a.jpg", "a copy.jpg" })
        {
            _root.Write(path);
        }

        var options = new SourceOptions { AddPictureExtensions = [".pic"], AddArchiveExtensions = [".pack"], AddIgnoredNames = ["* DRAFTS", "A copy.jpg"] };
        var source = new FileSystemSource(Options.Create(options), Options.Create(new ArchiveOptions()), TimeProvider.System);

        var entries = await source.ListAsync(_root.Path, CollectionKind.Folder, null, CancellationToken.None).ToListAsync();

        entries.OfType<SourceEntry.Picture>().Select(picture => picture.Path).ShouldBe(["a.jpg", "a.pack", "a.pic"]);
        entries.Count(entry => entry is SourceEntry.Ignored).ShouldBe(3);
    }

    [Theory]
    [InlineData("FFD8FFE000104A464946", true)]
    [InlineData("89504E470D0A1A0A", true)]
    [InlineData("524946460000000057454250", true)]
    [InlineData("524946460000000057415645", false)]
    [InlineData("0000001C6674797061766966", true)]
    [InlineData("0000001C6674797069736F6D", false)]
    [InlineData("", false)]
    public async Task ListAsync_WithoutExtension_IsKnownByItsFirstBytes(string start, bool picture)
    {
        File.WriteAllBytes(_root["file"], Convert.FromHexString(start));

        (await PicturesAsync()).Count.ShouldBe(picture ? 1 : 0);
    }

    [Theory]
    [InlineData(253_402_300_800, 9999)]
    [InlineData(-62_135_596_801, 1)]
    public async Task ListAsync_ChangedOutsideTheYears1To9999_GivesTheNearestTime(long seconds, int year)
    {
        // The file systems of most disks do not hold such times; that of memory does.
        var folder = Directory.CreateDirectory(Path.Combine("/dev/shm", Path.GetRandomFileName()));
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "a.jpg"), "x");
            Run("touch", "-d", $"@{seconds}", Path.Combine(folder.FullName, "a.jpg"));

            var entries = await _source.ListAsync(folder.FullName, CollectionKind.Folder, null, CancellationToken.None).ToListAsync();

            var picture = entries.ShouldHaveSingleItem().ShouldBeOfType<SourceEntry.Picture>();
            (picture.ModifiedAt.Year, picture.Growing).ShouldBe((year, false));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task ListAsync_JustChanged_IsGrowing()
    {
        _root.Write("old.jpg");
        File.WriteAllText(_root["new.jpg"], "x");

        (await PicturesAsync()).Select(picture => (picture.Path, picture.Growing)).ShouldBe([("new.jpg", true), ("old.jpg", false)]);
    }

    [Fact]
    public async Task ListAsync_Links_AreFollowedOnlyToFilesInside()
    {
        _root.Write("real/a.jpg");
        _outside.Write("secret.jpg");
        File.CreateSymbolicLink(_root["inside.jpg"], _root["real/a.jpg"]);
        File.CreateSymbolicLink(_root["outside.jpg"], _outside["secret.jpg"]);
        File.CreateSymbolicLink(_root["dangling.jpg"], _root["nothing.jpg"]);
        Directory.CreateSymbolicLink(_root["out"], _outside.Path);
        Directory.CreateSymbolicLink(_root["real/up"], _root.Path);

        var entries = await ListAsync();

        entries.OfType<SourceEntry.Picture>().Select(picture => picture.Path).ShouldBe(["inside.jpg", "real/a.jpg"]);
        entries.Count(entry => entry is SourceEntry.Ignored).ShouldBe(4);
    }

    [Fact]
    public async Task ListAsync_NamesThatAreNotUtf8_AreShownWithEscapesAndAFault()
    {
        Run("sh", "-c", $"printf x > '{_root.Path}/'\"$(printf 'caf\\351.jpg')\"; mkdir '{_root.Path}/'\"$(printf 'd\\377')\"; printf x > "
            + $"'{_root.Path}/'\"$(printf 'd\\377')\"/a.jpg");

        var pictures = await PicturesAsync();

        pictures.Select(picture => picture.Path).ShouldBe([@"caf\xE9.jpg", @"d\xFF/a.jpg"]);
        pictures.ShouldAllBe(picture => picture.Fault!.Code == "unreadableName");
        Run("sh", "-c", $"rm -rf '{_root.Path}'/*");
    }

    [Fact]
    public async Task ListAsync_ANameThatIsNotUtf8AndOneThatIsWrittenAsItIsShown_AreTwo()
    {
        // a\xFF.jpg, a\x5C\xFF.jpg and a folder d\xFF, each as bytes and as text.
        const string Make = """
            cd "$1"; b=$(printf '\377')
            for n in "a$b.jpg" 'a\xFF.jpg' "a\\$b.jpg" 'a\x5C\xFF.jpg'; do printf x > "$n"; done
            for d in "d$b" 'd\xFF'; do mkdir "$d"; printf x > "$d/1.jpg"; done
            for n in "c$b.cbz" 'c\xFF.cbz'; do printf x > "$n"; done
            """;
        Run("sh", "-c", Make, "sh", _root.Path);

        var pictures = await PicturesAsync();

        pictures.Select(picture => picture.Path).Distinct().ShouldBe([@"a\x5C\xFF.jpg", @"a\xFF.jpg", @"c\xFF.cbz", @"d\xFF/1.jpg"], ignoreOrder: true);
        pictures.Select(picture => picture.Identity ?? picture.Path).Distinct().Count().ShouldBe(8);
        pictures.Select(picture => picture.SortKey).Distinct().Count().ShouldBe(8);
        pictures.Count(picture => picture.Fault?.Code == "unreadableName").ShouldBe(4);
        pictures.Where(picture => picture.Fault?.Code != "unreadableName").ShouldAllBe(picture => picture.Identity == null);
        foreach (var (index, picture) in pictures.Index())
        {
            (await PicturesAsync(picture.SortKey)).ShouldBe(pictures.Skip(index + 1));
        }

        Run("sh", "-c", $"rm -rf '{_root.Path}'/*");
    }

    [Fact]
    public async Task ListAsync_PipesAndDevices_AreNeverOpened()
    {
        Run("mkfifo", _root["pipe.jpg"], _root["pipe"]);

        (await ListAsync()).ShouldBe([new SourceEntry.Ignored("(special)"), new SourceEntry.Ignored("(special)")]);
    }

    [Fact]
    public async Task ListAsync_AFolderTooDeepToBeRead_IsReportedAndTheRestRead()
    {
        _root.Write("a.jpg");
        var name = new string('d', 250);
        Run("sh", "-c", $"cd '{_root.Path}' && for i in $(seq 20); do mkdir {name} && cd -P {name} || exit 1; done");

        var entries = await ListAsync();

        entries.OfType<SourceEntry.Picture>().ShouldHaveSingleItem();
        var unreadable = entries.OfType<SourceEntry.Unreadable>().ShouldHaveSingleItem();
        unreadable.KeyPrefix.ShouldBe(NaturalKey.OfFolder(unreadable.Path));
        Run("rm", "-rf", _root[name]);
    }

    [Fact]
    public async Task ListAsync_RootGone_IsUnavailable() =>
        await Should.ThrowAsync<SourceUnavailableException>(
            async () => await _source.ListAsync(_root["gone"], CollectionKind.Folder, null, CancellationToken.None).ToListAsync());

    [Fact]
    public async Task ListAsync_RootReplacedOnTheWay_IsUnavailable()
    {
        foreach (var i in Enumerable.Range(0, 600))
        {
            _root.Write($"root/{i}.jpg");
        }

        await using var listing = _source.ListAsync(_root["root"], CollectionKind.Folder, null, CancellationToken.None).GetAsyncEnumerator();
        await listing.MoveNextAsync();
        Directory.Move(_root["root"], _root["unmounted"]);
        Directory.CreateDirectory(_root["root"]);

        await Should.ThrowAsync<SourceUnavailableException>(async () =>
        {
            while (await listing.MoveNextAsync())
            {
            }
        });
    }

    [Fact]
    public async Task ListAsync_RandomTree_IsInTheOrderOfTheKeys_AndGoesOnAfterEveryOne()
    {
        RandomTree.Make(_root.Path, seed: 20260501, files: 300);

        var all = (await PicturesAsync()).Select(picture => picture.SortKey).ToList();

        all.Count.ShouldBe(300);
        all.ShouldBe(all.Order(Comparer<string>.Create(RandomTree.CompareUtf8)));
        all.Distinct(StringComparer.Ordinal).Count().ShouldBe(300);
        foreach (var (index, key) in all.Index())
        {
            (await PicturesAsync(key)).Select(picture => picture.SortKey).ShouldBe(all.Skip(index + 1));
        }
    }

    [Theory]
    [InlineData("relative", SourceStatus.Invalid)]
    [InlineData("", SourceStatus.Invalid)]
    [InlineData("/no/such/folder", SourceStatus.Missing)]
    [InlineData("/dev/null", SourceStatus.Unsupported)]
    public void Inspect_Odd_SaysWhat(string path, SourceStatus status)
    {
        var inspection = _source.Inspect(path);

        inspection.Status.ShouldBe(status);
        inspection.Message.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Inspect_ThroughALink_GivesTheCanonicalPath()
    {
        Directory.CreateSymbolicLink(_outside["link"], _root.Path);

        _source.Inspect(_outside["link/./"]).ShouldBe(new SourceInspection(SourceStatus.Folder, _root.Path));
    }

    private async Task<List<SourceEntry>> ListAsync(string? afterKey = null) =>
        await _source.ListAsync(_root.Path, CollectionKind.Folder, afterKey, CancellationToken.None).ToListAsync();

    private async Task<List<SourceEntry.Picture>> PicturesAsync(string? afterKey = null) => [.. (await ListAsync(afterKey)).OfType<SourceEntry.Picture>()];

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
