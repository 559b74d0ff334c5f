using System.Text;
using MediaPipeline.Archives;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Grains;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Storage.Sources;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Archives;
using MediaPipeline.TestKit.Files;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Tests.Sources;

/// <summary>Archives as sources, on their own and inside folders: opened like folders, and never the end of a scan.</summary>
public sealed class ArchiveSourceTests : IDisposable
{
    private static readonly byte[] Page = [1, 2, 3];
    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task ListAsync_Entries_LieWhereTheirArchiveLies_InNaturalOrder()
    {
        _root.Write("b.jpg");
        _root.Write("c/1.jpg");
        _root.Write("b 2.jpg");
        new ZipFile().Add("10.jpg", Page).Add("9.jpg", Page).Add("ch 2/1.jpg", Page).Add("ch 10/1.jpg", Page).Save(_root["b.cbz"]);

        var pictures = await PicturesAsync();

        pictures.Select(Shown).ShouldBe(
            ["b.cbz/9.jpg", "b.cbz/10.jpg", "b.cbz/ch 2/1.jpg", "b.cbz/ch 10/1.jpg", "b.jpg", "b 2.jpg", "c/1.jpg"]);
        var entry = pictures[0];
        entry.ShouldBe(new SourceEntry.Picture(
            NaturalKey.Of("b.cbz", "9.jpg"), "b.cbz", "9.jpg", 3, new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero), EntryName: "9.jpg",
            Stamp: entry.Stamp));
        (entry.Stamp.ChangedAt, entry.Stamp.Inode).ShouldBe((pictures[1].Stamp.ChangedAt, pictures[1].Stamp.Inode));
        entry.Stamp.Inode.ShouldNotBeNull();
    }

    [Fact]
    public async Task ListAsync_AnArchiveAlone_IsListedUnderItsFileName()
    {
        var path = new ZipFile().Add("2.jpg", Page).Add("1.jpg", Page).Save(_root["comic.cbz"]);

        var pictures = (await ListAsync(path, CollectionKind.Archive)).Cast<SourceEntry.Picture>();

        pictures.Select(Shown).ShouldBe(["comic.cbz/1.jpg", "comic.cbz/2.jpg"]);
    }

    [Fact]
    public async Task ListAsync_WhatIsNoPicture_IsCountedAsInFolders()
    {
        var zip = new ZipFile().Add("folder/", []);
        foreach (var name in new[] { "1.jpg", "__MACOSX/._1.jpg", "Thumbs.db", "a/thumbs.db", "ComicInfo.xml", ".hidden.jpg", "a/.b/1.jpg", "@eaDir/1.jpg",
            "a.txt", "noext" })
        {
            zip.Add(name, Page);
        }

        zip.Save(_root["a.cbz"]);

        var entries = await ListAsync();

        entries.OfType<SourceEntry.Picture>().Select(Shown).ShouldBe(["a.cbz/1.jpg"]);
        entries.OfType<SourceEntry.Ignored>().GroupBy(entry => entry.Extension).ToDictionary(group => group.Key, group => group.Count())
            .ShouldBe(new Dictionary<string, int> { ["(hidden)"] = 6, [".xml"] = 1, [".txt"] = 1, ["(none)"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task ListAsync_NamesOfEveryKind_AreEachThereOnce()
    {
        var japanese = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
        new ZipFile().Add("été.jpg", Page).Add("e\u0301te\u0301.jpg", Page).Add("🏖.jpg", Page).Add("a.jpg", Page).Add("A.jpg", Page).Add("a.jpg", Page)
            .Add(new ZipEntry(japanese.GetBytes("表紙.jpg")) { Content = Page }).Save(_root["a.cbz"]);

        var pictures = await PicturesAsync();

        pictures.Select(picture => picture.EntryName).ShouldBe(["été.jpg", "été.jpg", "🏖.jpg", "a.jpg", "A.jpg", "a.jpg", "表紙.jpg"], ignoreOrder: true);
        pictures.ShouldAllBe(picture => picture.Fault == null);
        pictures.Select(picture => picture.Entry).Distinct().Count().ShouldBe(7);
        pictures.Select(picture => picture.SortKey).Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public async Task ListAsync_AKey_FollowsFromTheEntryAlone_WhateverNeighboursItHas()
    {
        var name = CodePagesEncodingProvider.Instance.GetEncoding(866)!.GetBytes("глава.jpg");
        new ZipFile().Add(new ZipEntry(name) { Content = Page }).Save(_root["a.cbz"]);
        var alone = (await PicturesAsync()).Single();
        var japanese = new ZipFile().Add(new ZipEntry(name) { Content = Page });
        Enumerable.Range(1, 50).ToList()
            .ForEach(n => japanese.Add(new ZipEntry(CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes($"はじまり {n}.jpg")) { Content = Page }));
        japanese.Save(_root["a.cbz"]);

        var among = (await PicturesAsync()).Single(picture => picture.Entry == alone.Entry);

        among.EntryName.ShouldNotBe(alone.EntryName, "its neighbours speak for another code page");
        among.SortKey.ShouldBe(alone.SortKey);
    }

    [Fact]
    public async Task ListAsync_HostileEntries_FailEachByItself()
    {
        static ZipEntry Named(string name) => new(Encoding.UTF8.GetBytes(name)) { Content = Page };
        new ZipFile()
            .Add("good.jpg", Page)
            .Add("../up.jpg", Page).Add("/etc/absolute.jpg", Page).Add(@"C:\drive.jpg", Page).Add("nul\0.jpg", Page)
            .Add("inner.cbz", Page).Add("empty.jpg", [])
            .Add(Named("encrypted.jpg") with { Flags = 1 })
            .Add(Named("zeros.jpg") with { Deflate = true, Zeros = 2_147_483_648 })
            .Add(Named("lies.jpg") with { DeclaredBytes = uint.MaxValue, DeclaredPackedBytes = uint.MaxValue })
            .Save(_root["a.cbz"]);

        var pictures = await PicturesAsync();

        pictures.ToDictionary(picture => picture.EntryName!, picture => picture.Fault?.Code).ShouldBe(new Dictionary<string, string?>
        {
            ["good.jpg"] = null,
            ["../up.jpg"] = "unsafeEntryName",
            ["etc/absolute.jpg"] = null,
            ["C:/drive.jpg"] = null,
            [@"nul\x00.jpg"] = "unsafeEntryName",
            ["inner.cbz"] = "nestedArchive",
            ["empty.jpg"] = "notAPicture",
            ["encrypted.jpg"] = "encrypted",
            ["zeros.jpg"] = "archiveBomb",
            ["lies.jpg"] = "archiveBomb",
        }, ignoreOrder: true);
        pictures.Where(picture => picture.Fault is not null).ShouldAllBe(picture => picture.Fault!.Message.Contains(picture.EntryName!));
        pictures.Max(picture => picture.Bytes).ShouldBe(2_000_000_000, "sums over hostile lengths must not overflow");
    }

    [Theory]
    [InlineData("empty", "emptyArchive")]
    [InlineData("no directory", "corruptArchive")]
    [InlineData("not a zip", "corruptArchive")]
    [InlineData("rar", "corruptArchive")]
    [InlineData("entries", "archiveBomb")]
    [InlineData("bytes", "archiveBomb")]
    public async Task ListAsync_AnArchiveThatCannotBeTaken_IsOneFailure_AndItsNeighboursLive(string kind, string code)
    {
        _root.Write("a.jpg");
        _root.Write("c.jpg");
        Write(kind, _root["b.cbz"]);

        var pictures = (await ListAsync(limits: new ArchiveOptions { MaxEntries = 5, MaxTotalBytes = 10 })).OfType<SourceEntry.Picture>().ToList();

        pictures.Select(Shown).ShouldBe(["a.jpg", "b.cbz", "c.jpg"]);
        var failed = pictures[1];
        failed.Fault!.Code.ShouldBe(code);
        failed.Fault.Message.ShouldContain("b.cbz");
        NaturalKey.IsOfArchive(failed.SortKey).ShouldBeTrue();
    }

    [Fact]
    public async Task ListAsync_AComicNamedCbrThatIsAZip_IsOpened()
    {
        new ZipFile().Add("1.jpg", Page).Save(_root["a.cbr"]);

        (await PicturesAsync()).Select(Shown).ShouldBe(["a.cbr/1.jpg"]);
    }

    [Fact]
    public async Task ListAsync_WithoutArchiveExtensions_CountsThem()
    {
        new ZipFile().Add("1.jpg", Page).Save(_root["a.cbz"]);

        (await ListAsync(options: new SourceOptions { ArchiveExtensions = [] })).ShouldBe([new SourceEntry.Ignored(".cbz")]);
    }

    [Fact]
    public async Task ListAsync_AnArchiveThatIsStillWritten_IsGrowingAsAWhole()
    {
        new ZipFile().Add("1.jpg", Page).Save(_root["a.cbz"]);
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 5, 1, 12, 0, 1, TimeSpan.Zero));

        var picture = (await ListAsync(clock: clock)).ShouldHaveSingleItem().ShouldBeOfType<SourceEntry.Picture>();

        (picture.Path, picture.Entry, picture.Growing).ShouldBe(("a.cbz", null, true));
    }

    [Fact]
    public void List_AnArchiveWhoseDiskHasAnError_IsUnreadable_WithTheKeysOfItsEntries()
    {
        var listing = new ArchiveListing(new SourceRules(new SourceOptions()), new ArchiveOptions(), TimeProvider.System);

        // Nothing lies at the start of a process's memory: reading there is an I/O error, for the superuser too.
        var entries = listing.List("/proc/self/mem", "b.cbz", default, null);

        entries.ShouldHaveSingleItem().ShouldBeOfType<SourceEntry.Unreadable>().KeyPrefix.ShouldBe(NaturalKey.OfArchive("b.cbz"));
    }

    [Fact]
    public async Task ListAsync_GoesOnAfterEveryKey_AlsoInsideArchives()
    {
        _root.Write("a.cbz.jpg");
        _root.Write("c.jpg");
        _root.Write("b/1.jpg");
        var zip = new ZipFile();
        foreach (var name in new[] { "1.jpg", "1.jpg", "2/../x.jpg", "10.jpg", "9.jpg", "ch/a.txt", "E\u0301.jpg", "É.jpg", "z.zip" })
        {
            zip.Add(name, Page);
        }

        zip.Add(new ZipEntry([0x95, 0x5C, (byte)'.', (byte)'j', (byte)'p', (byte)'g'])).Save(_root["a.cbz"]);
        Write("no directory", _root["A.cbz"]);
        zip.Save(_root["b/a.zip"]);

        var all = (await PicturesAsync()).Select(picture => picture.SortKey).ToList();

        all.Count.ShouldBe(22);
        all.ShouldBe(all.Order(Comparer<string>.Create(RandomTree.CompareUtf8)));
        all.Distinct(StringComparer.Ordinal).Count().ShouldBe(22);
        foreach (var (index, key) in all.Index())
        {
            (await ListAsync(afterKey: key)).OfType<SourceEntry.Picture>().Select(picture => picture.SortKey).ShouldBe(all.Skip(index + 1), key);
        }
    }

    [Fact]
    public async Task ListAsync_TwentyThousandEmptyEntries_FailAtOnce()
    {
        var zip = new ZipFile();
        Enumerable.Range(0, 20_000).ToList().ForEach(n => zip.Add($"{n}.jpg", []));
        zip.Add("good.jpg", Page).Save(_root["a.cbz"]);

        var pictures = await PicturesAsync();

        pictures.Count(picture => picture.Fault?.Code == "notAPicture").ShouldBe(20_000);
        pictures.Single(picture => picture.Fault is null).EntryName.ShouldBe("good.jpg");
    }

    [Theory]
    [InlineData("zip", SourceStatus.Archive, "")]
    [InlineData("no directory", SourceStatus.Archive, "")]
    [InlineData("empty", SourceStatus.Archive, "")]
    [InlineData("text before", SourceStatus.Archive, "")]
    [InlineData("joined", SourceStatus.Archive, "")]
    [InlineData("text before half", SourceStatus.Unsupported, "no archive that is read")]
    [InlineData("not a zip", SourceStatus.Unsupported, "no archive that is read")]
    [InlineData("rar", SourceStatus.Archive, "")]
    public void Inspect_KnowsAnArchiveByItsContent(string kind, SourceStatus status, string message)
    {
        Write(kind, _root["a.cbz"]);

        var inspection = Source().Inspect(_root["a.cbz"]);

        inspection.Status.ShouldBe(status);
        inspection.CanonicalPath.ShouldBe(_root["a.cbz"]);
        (inspection.Message ?? "").ShouldContain(message);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("text before")]
    [InlineData("joined")]
    public async Task ListAsync_AnArchiveInAFolderAndAlone_HoldsTheSame(string kind)
    {
        Write(kind, _root["a.cbz"]);

        var alone = await ListAsync(_root["a.cbz"], CollectionKind.Archive);

        alone.ShouldBe(await ListAsync());
        alone.OfType<SourceEntry.Picture>().Select(Shown).ShouldBe(["a.cbz/1.jpg", "a.cbz/2.jpg"]);
    }

    [Fact]
    public async Task ListAsync_AnArchiveThatIsAway_IsUnavailable() =>
        await Should.ThrowAsync<SourceUnavailableException>(() => ListAsync(_root["gone.cbz"], CollectionKind.Archive));

    private static void Write(string kind, string path)
    {
        var pages = new ZipFile().Add("1.jpg", Page).Add("2.jpg", Page);
        var content = kind switch
        {
            "empty" => new ZipFile().ToArray(),
            "no directory" => new ZipFile { HasDirectory = false }.Add("1.jpg", Page).ToArray(),
            "not a zip" => Encoding.UTF8.GetBytes("<html>404 not found</html>"),
            "rar" => [.. "Rar!\u001a\u0007\u0001\0"u8, .. new byte[100]],
            "entries" => Enumerable.Range(1, 6).Aggregate(new ZipFile(), (zip, n) => zip.Add($"{n}.txt", Page)).ToArray(),
            "text before" => new ZipFile { Prefix = [.. "<html>not found</html>"u8] }.Add("1.jpg", Page).Add("2.jpg", Page).ToArray(),
            "text before half" => [.. "<html>"u8, .. pages.ToArray()[..80]],
            "joined" => new ZipFile { Prefix = pages.ToArray() }.Add("1.jpg", Page).Add("2.jpg", Page).ToArray(),
            "bytes" => pages.Add("3.jpg", Page).Add("4.jpg", Page).ToArray(),
            _ => pages.ToArray(),
        };
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc));
    }

    private static string Shown(SourceEntry.Picture picture) => picture.Entry is null ? picture.Path : $"{picture.Path}/{picture.EntryName}";

    private static FileSystemSource Source(SourceOptions? options = null, ArchiveOptions? limits = null, TimeProvider? clock = null) =>
        new(Options.Create(options ?? new SourceOptions()), Options.Create(limits ?? new ArchiveOptions()), clock ?? TimeProvider.System);

    private static async Task<List<SourceEntry>> ListAsync(string path, CollectionKind kind) =>
        await Source().ListAsync(path, kind, null, CancellationToken.None).ToListAsync();

    private async Task<List<SourceEntry>> ListAsync(
        SourceOptions? options = null, ArchiveOptions? limits = null, TimeProvider? clock = null, string? afterKey = null) =>
        await Source(options, limits, clock).ListAsync(_root.Path, CollectionKind.Folder, afterKey, CancellationToken.None).ToListAsync();

    private async Task<List<SourceEntry.Picture>> PicturesAsync() => [.. (await ListAsync()).OfType<SourceEntry.Picture>()];
}
