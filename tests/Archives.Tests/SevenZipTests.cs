using System.IO.Hashing;
using MediaPipeline.Archives.Tests.Kit;
using MediaPipeline.TestKit.Archives;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Archives.Tests;

/// <summary>7z files as 7-Zip writes them.</summary>
public sealed class SevenZipTests : IDisposable
{
    private static readonly byte[] First = Content(1, 300_000), Second = Content(2, 5_000), Third = [7];
    private static readonly (string Name, byte[] Content)[] Files = [("1.jpg", First), ("p/2 é 表.jpg", Second), ("p/3.jpg", Third), ("empty.jpg", [])];
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-m0=LZMA2")]
    [InlineData("-m0=LZMA2", "-ms=off")]
    [InlineData("-m0=LZMA")]
    [InlineData("-m0=LZMA", "-mhc=off")]
    [InlineData("-m0=PPMd")]
    [InlineData("-m0=BZip2")]
    [InlineData("-m0=Deflate")]
    [InlineData("-m0=Copy")]
    public void Entries_OfEveryMethod_ComeOutWhole(params string[] options)
    {
        var all = ArchiveContents.All(SevenZipFile.Save(_folder["a.cb7"], Files, options));

        all.Keys.ShouldBe(Files.Select(file => file.Name), ignoreOrder: true);
        all["1.jpg"].ShouldBe(First);
        all["p/2 é 表.jpg"].ShouldBe(Second);
        all["p/3.jpg"].ShouldBe(Third);
        all["empty.jpg"].ShouldBe("notAPicture");
    }

    [Theory]
    [InlineData("-m0=BCJ2", "unsupportedFormat")]
    [InlineData("-m0=Deflate64", "unsupportedFormat")]
    [InlineData("-psecret", "encrypted")]
    public void FindFault_OfWhatIsNotRead_SaysSo(string option, string code)
    {
        var path = SevenZipFile.Save(_folder["a.cb7"], Files, option);

        var fault = ArchiveContents.FaultOf(path, "1.jpg").ShouldNotBeNull();

        fault.Code.ShouldBe(code);
        fault.Message.ShouldContain($"{path}/1.jpg");
    }

    [Theory]
    [InlineData(2, "emptyArchive")]
    [InlineData(3, "archiveBomb")]
    public void ReadDirectory_OfMoreBlocksThanEntriesAreAllowed_IsABomb(byte blocks, string code)
    {
        var each = Enumerable.Range(0, blocks);
        byte[] packed = [6, 0, blocks, 9, .. each.Select(_ => (byte)0), 0];
        byte[] unpacked = [7, 11, blocks, 0, .. each.SelectMany(_ => new byte[] { 1, 0 }), 12, .. each.Select(_ => (byte)0), 0];
        byte[] directory = [1, 4, .. packed, .. unpacked, 0, 5, 0, 0, 0];
        byte[] place = [.. new byte[8], (byte)directory.Length, .. new byte[7], .. Crc32.Hash(directory)];
        byte[] file = [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, 0, 4, .. Crc32.Hash(place), .. place, .. directory];
        File.WriteAllBytes(_folder["a.cb7"], file);

        ArchiveContents.Fault(_folder["a.cb7"], new ArchiveOptions { MaxEntries = 2 }).Code.ShouldBe(code);
    }

    [Fact]
    public void ReadDirectory_WhoseNamesAreEncrypted_IsEncrypted() =>
        ArchiveContents.Fault(SevenZipFile.Save(_folder["a.cb7"], Files, "-psecret", "-mhe=on")).Code.ShouldBe("encrypted");

    [Fact]
    public void ReadDirectory_OfAnEmptyArchive_IsEmpty() => ArchiveContents.Fault(SevenZipFile.Save(_folder["a.cb7"], [])).Code.ShouldBe("emptyArchive");

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.99)]
    public void ReadDirectory_OfHalfAnArchive_IsCorrupt(double part)
    {
        var path = SevenZipFile.Save(_folder["a.cb7"], Files);
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..(int)(whole.Length * part)]);

        ArchiveContents.Fault(path).Code.ShouldBe("corruptArchive");
    }

    [Fact]
    public void FindFault_NamesTheLimitThatIsPassed()
    {
        var path = SevenZipFile.Save(_folder["a.cb7"], [("1.jpg", First), ("2.jpg", new byte[12_000_000])], "-m0=LZMA:d=64m");
        var alone = SevenZipFile.Save(_folder["b.cb7"], [("1.jpg", First)], "-m0=LZMA:d=64m");

        ArchiveContents.FaultOf(path, "1.jpg", new ArchiveOptions { MaxRatio = 10 })!.Message.ShouldContain("MaxRatio");
        ArchiveContents.FaultOf(path, "1.jpg", new ArchiveOptions { MaxDictionaryBytes = 1_000_000 })!.Message.ShouldContain("MaxDictionaryBytes");
        ArchiveContents.FaultOf(path, "1.jpg", new ArchiveOptions { MaxUnpackedBytes = 12_000_000 })!.Message.ShouldContain("MaxUnpackedBytes");
        ArchiveContents.FaultOf(alone, "1.jpg", new ArchiveOptions { MaxDictionaryBytes = 1_000_000 })
            .ShouldBeNull("a dictionary is no longer than what it is for");
        Should.Throw<ArchiveException>(() => ArchiveContents.All(path, new ArchiveOptions { MaxEntries = 1 })).Message.ShouldContain("MaxEntries");
    }

    private static byte[] Content(int seed, int length)
    {
        var content = new byte[length];
        new Random(seed).NextBytes(content);
        return content;
    }
}
