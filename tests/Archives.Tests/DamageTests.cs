using System.Formats.Tar;
using MediaPipeline.Archives.Tests.Kit;
using MediaPipeline.TestKit.Archives;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Archives.Tests;

/// <summary>Damaged archives of each kind: nothing but codes comes out of them, soon, and without much memory.</summary>
public sealed class DamageTests : IDisposable
{
    private const int Cases = 120;
    private const long MostAllocated = 400_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly ArchiveOptions Options = new() { MaxDictionaryBytes = 16 << 20 };

    private static readonly string[] Codes =
    [
        ArchiveCodes.Bomb, ArchiveCodes.CorruptArchive, ArchiveCodes.CorruptEntry, ArchiveCodes.Empty, ArchiveCodes.Encrypted, ArchiveCodes.Nested,
        ArchiveCodes.NotAPicture, ArchiveCodes.UnsafeName, ArchiveCodes.Unsupported,
    ];

    private readonly TemporaryDirectory _folder = new();

    public static TheoryData<string> Samples =>
        [.. new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "Samples")).GetFiles("*.rar").Select(file => file.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task ASample_WhetherDamagedOrNot_GivesContentsOrCodes(string sample) =>
        await ReadAsync(Path.Combine(AppContext.BaseDirectory, "Samples", sample), sample);

    [Theory]
    [InlineData("rar_compress_best.rar")]
    [InlineData("rar_windows.rar")]
    [InlineData("rar5_multiple_files.rar")]
    [InlineData("rar5_multiple_files_solid.rar")]
    [InlineData("LZMA")]
    [InlineData("LZMA2")]
    [InlineData("PPMd")]
    [InlineData("BZip2")]
    [InlineData("Deflate")]
    [InlineData("tar")]
    public async Task AnArchive_DamagedInHundredsOfWays_GivesContentsOrCodes(string kind)
    {
        var whole = await File.ReadAllBytesAsync(Whole(kind));
        var path = _folder["damaged"];
        var readable = 0;
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            await File.WriteAllBytesAsync(path, seed % 2 == 0 ? Damage.Anywhere(whole, random) : Damage.InAHeader(whole, random));
            readable += await ReadAsync(path, $"{kind} {seed}") ? 1 : 0;
        }

        readable.ShouldBeGreaterThan(Cases / 50, "some damage leaves the directory readable, or nothing was tested");
    }

    private async Task<bool> ReadAsync(string path, string description)
    {
        var reading = Task.Run(() => Read(path, description));
        (await Task.WhenAny(reading, Task.Delay(Patience))).ShouldBe(reading, $"{description} takes too long");
        return await reading;
    }

    /// <summary>Whether its directory could be read.</summary>
    private static bool Read(string path, string description)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            foreach (var code in ArchiveContents.All(path, Options).Values.OfType<string>())
            {
                Codes.ShouldContain(code, description);
            }

            return true;
        }
        catch (ArchiveException e)
        {
            Codes.ShouldContain(e.Code, description);
            return false;
        }
        finally
        {
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostAllocated, description);
        }
    }

    private string Whole(string kind) => kind switch
    {
        _ when kind.EndsWith(".rar", StringComparison.Ordinal) => Path.Combine(AppContext.BaseDirectory, "Samples", kind),
        "tar" => Tar(),
        _ => SevenZipFile.Save(_folder["whole.7z"], [("1.jpg", Content(1)), ("p/2.jpg", Content(2)), ("3.jpg", [3])], $"-m0={kind}", "-mhc=off"),
    };

    private string Tar()
    {
        using var writer = new TarWriter(File.Create(_folder["whole.tar"]));
        writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, new string('é', 120) + ".jpg") { DataStream = new MemoryStream(Content(1)) });
        writer.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, new string('e', 120) + ".jpg") { DataStream = new MemoryStream(Content(2)) });
        writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "3.jpg") { DataStream = new MemoryStream([3]) });
        return _folder["whole.tar"];
    }

    // Half of it can be packed, so that the decoders have something to do.
    private static byte[] Content(int seed)
    {
        var content = new byte[6_000];
        new Random(seed).NextBytes(content.AsSpan(3_000));
        return content;
    }
}
