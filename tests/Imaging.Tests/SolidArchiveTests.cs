using MediaPipeline.Archives;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;
using MediaPipeline.TestKit.Archives;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.Imaging.Tests;

/// <summary>Pictures that are packed as one: unpacked once, in order, whoever asks for them and in whatever order.</summary>
public sealed class SolidArchiveTests
{
    private const int Pages = 200;

    [Fact]
    public async Task ASolidArchiveOf200Pages_IsUnpackedOnce_ForProbesAndRenditionsInAnyOrder()
    {
        await using var test = TestEngine.On(TestDecoders.All, options => options.Workers = 2);
        var pages = Enumerable.Range(0, Pages).Select(n => ($"p/{n:000}.png", PngPicture.Create(24, 32, n))).ToArray();
        var archive = Save(test, "a.cb7", pages);
        var order = Enumerable.Range(0, Pages).ToArray();
        new Random(1).Shuffle(order);

        var facts = await Task.WhenAll(order.Select(async n => (n, Probed: await ProbeAsync(test, archive, pages[n].Item1))));
        var rendered = await Task.WhenAll(order.Take(10).Select(n => RenderAsync(test, archive, pages[n].Item1)));

        foreach (var (n, probed) in facts)
        {
            probed.ShouldBeOfType<ProbeResult.Probed>(probed.ToString()).Facts.ContentHash.ShouldBe(Sha256(pages[n].Item2));
        }

        rendered.ShouldAllBe(result => result is RenderResult.Rendered);
        test.Unpacked.Passes.ShouldBe(1);
        test.Unpacked.Bytes.ShouldBe(pages.Sum(page => page.Item2.Length));
    }

    [Fact]
    public async Task Archives_ThatDoNotFitTogether_AreUnpackedOneAfterTheOther_AndLeaveNoFile()
    {
        var pages = new[] { ("1.png", PngPicture.Create(60, 60, 1)), ("2.png", PngPicture.Create(60, 60, 2)) };
        using var folder = new TemporaryFolder();
        await using var test = TestEngine.On(
            TestDecoders.All, _ => { },
            new ArchiveOptions
            {
                MaxUnpackedBytes = pages.Sum(page => page.Item2.Length) + 1,
                UnpackDirectory = Directory.CreateDirectory(folder.PathOf("x")).FullName,
            });
        var archives = new[] { "a.cb7", "b.cb7", "c.cb7" }.Select(name => Save(test, name, pages)).ToList();

        var results = await Task.WhenAll(archives.Select(archive => ProbeAsync(test, archive, "2.png")));

        results.ShouldAllBe(result => result is ProbeResult.Probed);
        test.Unpacked.Passes.ShouldBe(3);
        test.Unpacked.Bytes.ShouldBe(pages.Sum(page => page.Item2.Length));
        Directory.GetFiles(folder.PathOf("x")).ShouldBeEmpty("what is unpacked has no name that could be left behind");
    }

    [Theory]
    [InlineData("crash.cb7", "decoderCrashed")]
    [InlineData("spin.cb7", "timeLimit")]
    [InlineData("grow.cb7", "memoryLimit")]
    public async Task ADecoderThatFails_CostsItsArchiveAlone_AndIsNotAskedAgain(string name, string code)
    {
        await using var test = TestEngine.On(
            TestDecoders.All, options => (options.TimeLimit, options.MemoryLimitBytes) = (TimeSpan.FromSeconds(code == "timeLimit" ? 1 : 30), 300_000_000));
        var pages = new[] { ("1.png", PngPicture.Create(60, 60, 1)), ("2.png", PngPicture.Create(60, 60, 2)) };
        var archive = Save(test, name, pages);

        var results = await Task.WhenAll(ProbeAsync(test, archive, "1.png"), ProbeAsync(test, archive, "2.png"));

        foreach (var result in results)
        {
            var fault = result.ShouldBeOfType<ProbeResult.Rejected>(result.ToString()).Fault;
            fault.Code.ShouldBe(code);
            fault.Message.ShouldContain(archive);
        }

        test.Unpacked.Passes.ShouldBe(1);
        (await ProbeAsync(test, Save(test, "good.cb7", pages), "1.png")).ShouldBeOfType<ProbeResult.Probed>();
    }

    [Fact]
    public async Task ADamagedBlock_FailsFromWhereItIsDamaged()
    {
        await using var test = TestEngine.On(TestDecoders.All, _ => { });
        var behind = new byte[8][];
        for (var n = 0; n < behind.Length; n++)
        {
            new Random(n).NextBytes(behind[n] = new byte[300_000]);
        }

        var pages = behind.Select((bytes, n) => ($"{n}.png", (byte[])[.. PngPicture.Create(60, 60, n), .. bytes])).ToArray();
        var archive = Save(test, "a.cb7", pages);
        var bytes = File.ReadAllBytes(archive);
        // More than a chunk of LZMA2, so that the head of one is hit.
        bytes.AsSpan(bytes.Length * 3 / 4, 70_000).Clear();
        File.WriteAllBytes(archive, bytes);

        (await ProbeAsync(test, archive, "0.png")).ShouldBeOfType<ProbeResult.Probed>();
        (await ProbeAsync(test, archive, "7.png")).ShouldBeOfType<ProbeResult.Rejected>().Fault.Code.ShouldBe("corruptEntry");
    }

    [Theory]
    [InlineData("smaller pictures")]
    [InlineData("a zip")]
    public async Task AnArchive_ReplacedBeforeItIsUnpacked_IsReadLater_AndNobodyWaitsForTheRest(string other)
    {
        await using var test = TestEngine.On(TestDecoders.All, _ => { });
        var archive = Save(test, "a.cb7", [("1.png", PngPicture.Create(60, 60, 1)), ("2.png", PngPicture.Create(60, 60, 2))]);
        ArchiveDirectory directory;
        using (var file = ArchiveFile.Open(archive))
        {
            directory = file.ReadDirectory(new ArchiveOptions());
        }

        var pages = new[] { ("1.png", PngPicture.Create(20, 20, 1)), ("2.png", PngPicture.Create(20, 20, 2)) };
        File.Delete(archive);
        File.Move(
            other == "a zip" ? new ZipFile().Add("1.png", pages[0].Item2).Add("2.png", pages[1].Item2).Save(test.Folder.PathOf("b.zip"))
                : Save(test, "b.cb7", pages), archive);

        var unpacking = test.Unpacked.UnpackAsync(directory, directory.Find("2.png")!, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

        (await unpacking.ShouldThrowAsync<IOException>()).Message.ShouldContain("changed while it was read");
        (await ProbeAsync(test, archive, "2.png")).ShouldBeOfType<ProbeResult.Probed>().Facts.ContentHash.ShouldBe(Sha256(pages[1].Item2));
    }

    [Theory]
    [InlineData("rar 4")]
    [InlineData("rar 5")]
    [InlineData("7z, each for itself")]
    public async Task Pictures_ThatLieAlone_AreReadWhereTheyAre(string kind)
    {
        await using var test = TestEngine.On(TestDecoders.All, _ => { });
        var page = PngPicture.Create(60, 60, 1);
        var archive = kind.StartsWith("rar", StringComparison.Ordinal)
            ? new RarFile { IsOld = kind == "rar 4" }.Add("1.png", page).Save(test.Folder.PathOf("a.cbr"))
            : SevenZipFile.Save(test.Folder.PathOf("a.cb7"), [("1.png", page), ("2.png", PngPicture.Create(60, 60, 2))], "-ms=off");

        (await ProbeAsync(test, archive, "1.png")).ShouldBeOfType<ProbeResult.Probed>().Facts.ContentHash.ShouldBe(Sha256(page));
        test.Unpacked.Passes.ShouldBe(0);
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private static string Save(TestEngine test, string name, IEnumerable<(string, byte[])> pages) =>
        SevenZipFile.Save(test.Folder.PathOf(name), pages, "-m0=LZMA2", "-ms=on");

    private static Task<ProbeResult> ProbeAsync(TestEngine test, string archive, string entry) =>
        test.Engine.ProbeAsync(new ProbeRequest(new PictureSource(archive, entry), 5), CancellationToken.None);

    private static Task<RenderResult> RenderAsync(TestEngine test, string archive, string entry) => test.Engine.RenderAsync(
        new RenderRequest(
            new PictureSource(archive, entry), TestEngine.NoFacts,
            new RenderTarget(TestEngine.Thumbnail, TestEngine.Viewing, test.OutputDirectory, entry.Replace('/', '-')), 5),
        CancellationToken.None);
}
