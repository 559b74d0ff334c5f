using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;
using MediaPipeline.TestKit.Archives;

namespace MediaPipeline.Imaging.Tests;

/// <summary>Pictures inside archives, read by real workers: the same pictures as from files, and hostile archives cost nobody anything.</summary>
public sealed class ArchiveTests
{
    private static readonly byte[] Jpeg = JpegFile.Of(Pixels.Quarters(640, 400));
    private static readonly byte[] Png = PngFile.Of(Pixels.Photo(500, 300));

    [Theory, OnAllDecoders]
    internal async Task AnEntry_IsProbedAndRendered_AsTheFileWouldBe(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var archive = Save(test, new ZipFile().Add("p/1.jpg", Jpeg).Add("p/2.png", Png, deflate: true));

        foreach (var (entry, content) in new[] { ("p/1.jpg", Jpeg), ("p/2.png", Png) })
        {
            var file = await test.FactsAsync(test.Folder.Write("loose", content));
            (await ProbeAsync(test, archive, entry)).ShouldBeOfType<ProbeResult.Probed>().Facts.ShouldBe(file);
            var rendered = (await RenderAsync(test, archive, entry, file)).ShouldBeOfType<RenderResult.Rendered>();
            var loose = await test.RenderedAsync(test.Folder.PathOf("loose"));
            File.ReadAllBytes(rendered.Viewing.TemporaryPath).ShouldBe(File.ReadAllBytes(loose.Viewing.TemporaryPath));
            rendered.PerceptualHash.ShouldBe(loose.PerceptualHash);
        }
    }

    [Theory, OnAllDecoders]
    internal async Task HostileEntries_AreRejected_ByNameAndCode_AndTheOthersLive(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var archive = Save(test, new ZipFile()
            .Add("good.jpg", Jpeg)
            .Add(Named("crc.jpg") with { DeclaredCrc = 1 })
            .Add(Named("short.jpg") with { Deflate = true, DeclaredBytes = Jpeg.Length + 5 })
            .Add(Named("long.jpg") with { Deflate = true, DeclaredBytes = Jpeg.Length - 5 })
            .Add(Named("encrypted.jpg") with { Flags = 1 })
            .Add(Named("inner.zip"))
            .Add(Named("../up.jpg"))
            .Add(Named("zeros.jpg") with { Content = [], Deflate = true, Zeros = 20_000_000 })
            .Add("text.jpg", "<html>"u8.ToArray()));

        foreach (var (entry, code) in new[]
        {
            ("crc.jpg", "corruptEntry"), ("short.jpg", "corruptEntry"), ("long.jpg", "corruptEntry"), ("encrypted.jpg", "encrypted"), ("inner.zip",
                "nestedArchive"),
            ("../up.jpg", "unsafeEntryName"), ("zeros.jpg", "archiveBomb"), ("text.jpg", "notAPicture"),
        })
        {
            var fault = (await ProbeAsync(test, archive, entry)).ShouldBeOfType<ProbeResult.Rejected>(entry).Fault;
            fault.Code.ShouldBe(code, entry);
            fault.Message.ShouldContain(entry);
            fault.Message.ShouldContain(archive);
        }

        (await ProbeAsync(test, archive, "good.jpg")).ShouldBeOfType<ProbeResult.Probed>();
        test.Engine.Status.WorkersReplaced.ShouldBe(0);
    }

    [Theory]
    [InlineData("cut off", "corruptArchive")]
    [InlineData("empty", "emptyArchive")]
    [InlineData("rar", "corruptArchive")]
    [InlineData("fine", "unsupportedFormat")]
    internal async Task AnArchiveThatStandsForItself_SaysWhatIsTheMatterNow(string kind, string code)
    {
        await using var test = TestEngine.On(TestDecoders.All);
        var content = kind switch
        {
            "cut off" => new ZipFile { HasDirectory = false }.Add("1.jpg", Jpeg).ToArray(),
            "empty" => new ZipFile().ToArray(),
            "rar" => [.. "Rar!\u001a\u0007\0"u8, .. new byte[100]],
            _ => new ZipFile().Add("1.jpg", Jpeg).ToArray(),
        };

        var result = await test.ProbeAsync(test.Folder.Write("a.cbz", content));

        result.ShouldBeOfType<ProbeResult.Rejected>().Fault.Code.ShouldBe(code);
    }

    [Fact]
    internal async Task AnEntryThatIsTooLarge_IsRejectedUnread()
    {
        await using var test = TestEngine.On(TestDecoders.All, options => options.MaxFileBytes = 1_000);
        var archive = Save(test, new ZipFile().Add("1.jpg", Jpeg));

        var fault = (await ProbeAsync(test, archive, "1.jpg")).ShouldBeOfType<ProbeResult.Rejected>().Fault;

        (fault.Code, fault.Message.Contains($"{archive}/1.jpg", StringComparison.Ordinal)).ShouldBe(("tooLarge", true));
    }

    [Fact]
    internal async Task AnArchiveThatChanges_IsReadAnew_AndWhatItNoLongerHolds_IsGone()
    {
        await using var test = TestEngine.On(TestDecoders.All, options => options.Workers = 1);
        var archive = Save(test, new ZipFile().Add("1.jpg", Jpeg).Add("2.jpg", Png));
        (await ProbeAsync(test, archive, "1.jpg")).ShouldBeOfType<ProbeResult.Probed>();

        Save(test, new ZipFile().Add("2.jpg", Jpeg));

        (await ProbeAsync(test, archive, "1.jpg")).ShouldBeOfType<ProbeResult.Unavailable>().Fault.Code.ShouldBe("entryGone");
        (await ProbeAsync(test, archive, "2.jpg")).ShouldBeOfType<ProbeResult.Probed>().Facts.Format.ShouldBe("jpeg");
        File.Delete(archive);
        (await ProbeAsync(test, archive, "2.jpg")).ShouldBeOfType<ProbeResult.Unavailable>().Fault.Code.ShouldBe("sourceUnavailable");
    }

    [Fact]
    internal async Task AnEntryThatKillsItsWorker_IsQuarantined_UnderItsReadableName()
    {
        await using var test = TestEngine.On(TestDecoders.All, options => options.Workers = 1);
        var archive = Save(test, new ZipFile().Add("1.jpg", Jpeg), "crash.cbz");

        var result = await test.Engine.ProbeAsync(new ProbeRequest(new PictureSource(archive, "1.jpg", "表紙.jpg"), 5), CancellationToken.None);

        result.ShouldBeOfType<ProbeResult.Quarantined>().Fault.Message.ShouldContain("crash.cbz/表紙.jpg");
    }

    [Theory, OnAllDecoders]
    internal async Task BombsAndEnormousDirectories_AreRefused_WithTheWorkersMemoryFlat(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders, options => options.Workers = 1);
        var good = Save(test, new ZipFile().Add("1.jpg", Jpeg), "good.cbz");
        await ProbeAsync(test, good, "1.jpg");
        var before = test.Engine.Status.WorkerResidentBytes;
        var bombs = Save(test, new ZipFile()
            .Add(Named("honest.jpg") with { Content = [], Deflate = true, Zeros = 2_147_483_648 })
            .Add(Named("small.jpg") with { Deflate = true, Zeros = 2_147_483_648, DeclaredBytes = 50_000 })
            .Add(Named("middle.jpg") with { Content = [], Deflate = true, Zeros = 2_147_483_648, DeclaredBytes = 400_000_000 }), "bombs.cbz");
        var full = Save(test, Crowd(99_999), "full.cbz");
        var tooFull = Save(test, Crowd(100_000), "too full.cbz");

        var peak = 0L;
        foreach (var (archive, entry, code) in new[]
        {
            (bombs, "honest.jpg", "archiveBomb"), (bombs, "small.jpg", "corruptEntry"), (bombs, "middle.jpg", "notAPicture"), (tooFull, "1.jpg",
                "archiveBomb"), (full, "1.jpg", "notAPicture"),
        })
        {
            var asked = ProbeAsync(test, archive, entry);
            while (!asked.IsCompleted)
            {
                peak = Math.Max(peak, test.Engine.Status.WorkerResidentBytes);
                await Task.WhenAny(asked, Task.Delay(2));
            }

            (await asked).ShouldBeOfType<ProbeResult.Rejected>(entry).Fault.Code.ShouldBe(code, entry);
        }

        peak = Math.Max(peak, test.Engine.Status.WorkerResidentBytes);
        (peak - before).ShouldBeLessThan(120_000_000, $"{before:N0} bytes before, {peak:N0} at most");
        test.Engine.Status.WorkersReplaced.ShouldBe(0);
        (await ProbeAsync(test, good, "1.jpg")).ShouldBeOfType<ProbeResult.Probed>();
    }

    private static ZipFile Crowd(int entries)
    {
        var zip = new ZipFile { Zip64 = true };
        Enumerable.Range(0, entries).ToList().ForEach(n => zip.Add($"chapter {n / 100}/page {n}.jpg", []));
        return zip.Add("1.jpg", []);
    }

    private static ZipEntry Named(string name) => new(System.Text.Encoding.UTF8.GetBytes(name)) { Content = Jpeg };

    private static string Save(TestEngine test, ZipFile zip, string name = "comic.cbz") => zip.Save(test.Folder.PathOf(name));

    private static Task<ProbeResult> ProbeAsync(TestEngine test, string archive, string entry) =>
        test.Engine.ProbeAsync(new ProbeRequest(new PictureSource(archive, entry, entry), 5), CancellationToken.None);

    private static Task<RenderResult> RenderAsync(TestEngine test, string archive, string entry, PictureFacts facts) => test.Engine.RenderAsync(
        new RenderRequest(new PictureSource(archive, entry, entry), facts,
            new RenderTarget(TestEngine.Thumbnail, TestEngine.Viewing, test.OutputDirectory, Path.GetFileName(entry)), 5), CancellationToken.None);
}
