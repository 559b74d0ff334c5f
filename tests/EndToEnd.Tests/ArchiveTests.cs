using System.Net;
using System.Text;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Archives;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>Archives the whole way: in go comics, good and hostile; out come renditions, originals, and a reason for each that failed.</summary>
public sealed class ArchiveTests
{
    [Fact]
    public async Task AFolderWithGoodAndHostileArchives_HasEveryGoodPictureLive_AndEveryOtherFailedWithItsReason()
    {
        using var directory = new TemporaryDirectory();
        PngPicture.Write(directory["pictures", "loose.png"], 400, 300, 1);
        Good(directory["pictures", "good.cbz"]);
        Hostile(directory["pictures", "hostile.cbz"]);
        new ZipFile { HasDirectory = false }.Add("1.png", Page(20)).Save(directory["pictures", "cut off.cbz"]);
        new ZipFile().Save(directory["pictures", "empty.cbz"]);
        Enumerable.Range(0, 100_001).Aggregate(new ZipFile { Zip64 = true }, (zip, n) => zip.Add($"{n}.png", [])).Save(directory["pictures", "crowd.zip"]);
        PngPicture.Write(directory["pictures", "old.cbr"], [.. "Rar!\u001a\u0007\0"u8, .. new byte[100]], 2);
        await using var server = await RunningServer.StartAsync(directory["data"]);

        var (collection, job) = await server.AddCollectionAsync(directory["pictures"]);
        var ended = await server.WaitForEndAsync(job);

        ended.State.ShouldBe(JobState.CompletedWithErrors);
        var images = await server.ImagesAsync(collection);
        images.Where(i => i.State == ItemState.Live).Select(i => i.Entry ?? i.Path).ShouldBe(
            ["page 1.png", "page 2.png", "page 2.png", "page 10.png", "é 🏖.png", "表紙.png", "fine.png", "loose.png"], ignoreOrder: true);
        images.Where(i => i.State == ItemState.Failed).ToDictionary(i => i.Entry ?? i.Path, i => i.LastError!.Code).ShouldBe(
            new Dictionary<string, string>
            {
                ["../up.png"] = "unsafeEntryName",
                ["encrypted.png"] = "encrypted",
                ["zeros.png"] = "archiveBomb",
                ["inner.cbz"] = "nestedArchive",
                ["crc.png"] = "corruptEntry",
                ["lies.png"] = "corruptEntry",
                ["text.png"] = "notAPicture",
                ["cut off.cbz"] = "corruptArchive",
                ["empty.cbz"] = "emptyArchive",
                ["crowd.zip"] = "archiveBomb",
                ["old.cbr"] = "corruptArchive",
            }, ignoreOrder: true);
        images.Count.ShouldBe(19);
        await CacheFolderCheck.AssertExactAsync(server, [.. images.Where(i => i.State == ItemState.Live)]);
    }

    [Fact]
    public async Task ComicsOfEveryKind_WhateverTheyAreNamed_AreImported_AndGiveTheirOriginals()
    {
        using var directory = new TemporaryDirectory();
        (string, byte[])[] pages = [("1.png", Page(31)), ("2.png", Page(32))];
        SevenZipFile.Save(directory["pictures", "solid.cb7"], [.. pages, ("3.png", Page(33))]);
        File.Copy(directory["pictures", "solid.cb7"], directory["alone.cb7"]);
        SevenZipFile.Save(directory["pictures", "each.cb7"], [("1.png", Page(34)), ("2.png", Page(35))], "-ms=off");
        new RarFile().Add("1.png", Page(36)).Save(directory["pictures", "new.cbr"]);
        new RarFile { IsOld = true }.Add("1.png", Page(37)).Save(directory["pictures", "a rar.cbz"]);
        new ZipFile().Add("1.png", Page(38)).Save(directory["pictures", "a zip.cbr"]);
        new RarFile { IsVolume = true }.Add("1.png", Page(39)).Save(directory["pictures", "a.part1.rar"]);
        Tar(directory["pictures", "tar.cbt"], "1.png", Page(40));
        await using var server = await RunningServer.StartAsync(directory["data"]);

        var (folder, folderJob) = await server.AddCollectionAsync(directory["pictures"]);
        await server.WaitForEndAsync(folderJob);
        var (comic, comicJob) = await server.AddCollectionAsync(directory["alone.cb7"]);
        await server.WaitForEndAsync(comicJob);

        var images = await server.ImagesAsync(folder);
        images.Where(i => i.State == ItemState.Failed).Select(i => (i.Path, i.LastError!.Code)).ShouldBe([("a.part1.rar", "unsupportedFormat")]);
        images.Where(i => i.State == ItemState.Live).Select(i => $"{i.Path}/{i.Entry}").ShouldBe(
            ["a rar.cbz/1.png", "a zip.cbr/1.png", "each.cb7/1.png", "each.cb7/2.png", "new.cbr/1.png", "solid.cb7/1.png", "solid.cb7/2.png",
                "solid.cb7/3.png", "tar.cbt/1.png"], ignoreOrder: true);
        var alone = await server.ImagesAsync(comic);
        alone.Select(i => (i.State, i.Entry)).ShouldBe([(ItemState.Live, "1.png"), (ItemState.Live, "2.png"), (ItemState.Live, "3.png")]);
        (await server.Http.GetByteArrayAsync($"/api/v1/images/{alone[2].Id}/original")).ShouldBe(Page(33));
        (await server.Http.GetByteArrayAsync($"/api/v1/images/{images.First(i => i.Path == "each.cb7" && i.Entry == "2.png").Id}/original")).ShouldBe(Page(35));
        (await server.Http.GetByteArrayAsync($"/api/v1/images/{images.First(i => i.Path == "tar.cbt").Id}/original")).ShouldBe(Page(40));
    }

    [Fact]
    public async Task Originals_ComeOutOfTheArchive_AsTheyWentIn()
    {
        using var directory = new TemporaryDirectory();
        var page = Page(1);
        var path = new ZipFile().Add("page.png", page, deflate: true).Add("second.png", Page(2)).Save(directory["comic.cbz"]);
        await using var server = await RunningServer.StartAsync(directory["data"]);
        var (collection, job) = await server.AddCollectionAsync(path);
        await server.WaitForEndAsync(job);
        var image = (await server.ImagesAsync(collection))[0];

        using var original = await server.Http.GetAsync($"/api/v1/images/{image.Id}/original");

        original.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await original.Content.ReadAsByteArrayAsync()).ShouldBe(page);
        original.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        original.Headers.ETag!.Tag.ShouldBe($"\"{image.ContentHash}\"");
        (await server.CollectionAsync(collection)).Kind.ShouldBe(Contracts.Collections.CollectionKind.Archive);
    }

    [Fact]
    public async Task Once_OnAnArchive_EndsWith0_AndAgainWithAllUnchanged()
    {
        using var directory = new TemporaryDirectory();
        Good(directory["comic.cbz"]);

        foreach (var expected in new[] { "6 live", "6 unchanged" })
        {
            var ended = await Product.RunAsync(
                directory["data"], "--once", "--urls", "http://127.0.0.1:0", "--data", directory["data"], directory["comic.cbz"]);
            ended.ExitCode.ShouldBe(0, ended.Error);
            ended.Output.ShouldContain(expected);
        }
    }

    [Theory]
    [InlineData("cut off", 1, "corruptArchive")]
    [InlineData("rar", 1, "corruptArchive")]
    public async Task Once_OnAnArchiveThatCannotBeRead_SaysWhy(string kind, int exitCode, string expected)
    {
        using var directory = new TemporaryDirectory();
        var content = kind == "rar" ? [.. "Rar!\u001a\u0007\0"u8, .. new byte[100]] : new ZipFile { HasDirectory = false }.Add("1.png", Page(1)).ToArray();
        PngPicture.Write(directory["comic.cbz"], content, 1);

        var ended = await Product.RunAsync(directory["data"], "--once", "--urls", "http://127.0.0.1:0", "--data", directory["data"], directory["comic.cbz"]);

        ended.ExitCode.ShouldBe(exitCode, ended.Error);
        ended.Error.ShouldContain(expected);
    }

    private static void Tar(string path, string name, byte[] content)
    {
        using (var tar = new System.Formats.Tar.TarWriter(File.Create(path)))
        {
            tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        File.SetLastWriteTimeUtc(path, new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc));
    }

    private static byte[] Page(int seed) => PngPicture.Create(500, 700, seed);

    private static void Good(string path) => new ZipFile()
        .Add("page 10.png", Page(1)).Add("page 2.png", Page(2), deflate: true).Add("page 2.png", Page(3)).Add("page 1.png", Page(4))
            .Add("e\u0301 🏖.png", Page(5))
        .Add(new ZipEntry(CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes("表紙.png")) { Content = Page(6) })
        .Add("__MACOSX/._page 1.png", [0]).Add("ComicInfo.xml", [0])
        .Save(path);

    private static void Hostile(string path)
    {
        static ZipEntry Named(string name) => new(Encoding.UTF8.GetBytes(name)) { Content = Page(10) };
        new ZipFile()
            .Add("fine.png", Page(9))
            .Add(Named("../up.png"))
            .Add(Named("encrypted.png") with { Flags = 1 })
            .Add(Named("zeros.png") with { Content = [], Deflate = true, Zeros = 2_147_483_648 })
            .Add(Named("inner.cbz"))
            .Add(Named("crc.png") with { DeclaredCrc = 1 })
            .Add(Named("lies.png") with { Deflate = true, DeclaredBytes = 100 })
            .Add("text.png", "<html>"u8.ToArray())
            .Save(path);
    }
}
