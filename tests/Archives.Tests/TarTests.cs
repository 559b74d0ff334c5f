using System.Formats.Tar;
using System.Text;
using MediaPipeline.Archives.Tests.Kit;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Archives.Tests;

/// <summary>Tars of every format that programs write.</summary>
public sealed class TarTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 2_000).Select(n => (byte)(n * n / 7))];
    private static readonly string LongName = string.Join('/', Enumerable.Repeat("a folder with quite a long name", 9)) + "/page é.jpg";
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void Entries_OfEveryFormat_ComeOutWhole(TarEntryFormat format)
    {
        var all = ArchiveContents.All(Save(format, "p/1.jpg", "p/2.jpg"));

        all.Keys.ShouldBe(["p/1.jpg", "p/2.jpg"]);
        all.Values.ShouldAllBe(content => Content.SequenceEqual((byte[])content));
    }

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void Entries_OfLongNames_KeepThem(TarEntryFormat format) => ArchiveContents.All(Save(format, LongName, "2.jpg")).Keys.ShouldBe([LongName, "2.jpg"]);

    [Fact]
    public void Entries_OfEqualNames_AreTwo() => ArchiveContents.All(Save(TarEntryFormat.Ustar, "1.jpg", "1.jpg")).Keys.ShouldBe(["1.jpg", @"1.jpg\#2"]);

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Fifo)]
    [InlineData(TarEntryType.CharacterDevice)]
    public void Entries_ThatAreNoFiles_AreNeverFollowed(TarEntryType type)
    {
        var path = _folder["a.cbt"];
        using (var writer = new TarWriter(System.IO.File.Create(path)))
        {
            var link = new PaxTarEntry(type, "link.jpg");
            if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                link.LinkName = "/etc/passwd";
            }

            writer.WriteEntry(link);
            writer.WriteEntry(File("1.jpg", TarEntryFormat.Pax));
        }

        var all = ArchiveContents.All(path);

        all["link.jpg"].ShouldBe("unsupportedFormat");
        all["1.jpg"].ShouldBe(Content);
    }

    [Fact]
    public void Entries_WithHoles_AreNotRead()
    {
        var sparse = _folder["sparse.jpg"];
        using (var file = System.IO.File.Create(sparse))
        {
            file.SetLength(10_000_000);
            file.Write(Content);
        }

        foreach (var format in new[] { "gnu", "posix" })
        {
            using var tar = System.Diagnostics.Process.Start(
                "tar", ["--sparse", "--format", format, "-C", Path.GetDirectoryName(sparse)!, "-cf", _folder[$"{format}.cbt"], "sparse.jpg"]);
            tar.WaitForExit();

            ArchiveContents.FaultOf(_folder[$"{format}.cbt"], "sparse.jpg")!.Message.ShouldContain("--sparse", Case.Sensitive, format);
        }
    }

    [Fact]
    public void Entries_OfATarThatWasCutOff_FailWhereItEnds_AndTheOthersLive()
    {
        var path = Save(TarEntryFormat.Gnu, "1.jpg", "2.jpg");
        Cut(path, 512 + 2_048 + 512 + 1_000);

        var all = ArchiveContents.All(path);

        all["1.jpg"].ShouldBe(Content);
        all["2.jpg"].ShouldBe("corruptEntry");
    }

    [Fact]
    public void ReadDirectory_OfADamagedHeader_SaysWhere()
    {
        var path = Save(TarEntryFormat.Ustar, "1.jpg", "2.jpg");
        var bytes = System.IO.File.ReadAllBytes(path);
        bytes[512 + 2_048]++;
        System.IO.File.WriteAllBytes(path, bytes);

        ArchiveContents.Fault(path).Message.ShouldContain("after entry 1");
    }

    [Fact]
    public void ReadDirectory_OfAnEntryThatEndsBehindTheLastOffset_IsCorrupt()
    {
        var path = Save(TarEntryFormat.Ustar, "1.jpg");
        var bytes = System.IO.File.ReadAllBytes(path);
        byte[] length = [0x80, 0, 0, 0, .. BitConverter.GetBytes(long.MaxValue - 1_024).Reverse()];
        length.CopyTo(bytes, 124);
        SetChecksum(bytes);
        System.IO.File.WriteAllBytes(path, bytes);

        ArchiveContents.Fault(path).Code.ShouldBe("corruptArchive");
    }

    [Fact]
    public void ReadDirectory_OfMoreEntriesThanAllowed_IsRefused() =>
        ArchiveContents.Fault(Save(TarEntryFormat.Ustar, "1.jpg", "2.jpg"), new ArchiveOptions { MaxEntries = 1 }).Code.ShouldBe("archiveBomb");

    [Fact]
    public void Names_ThatAreNoUtf8_AreRead()
    {
        var path = Save(TarEntryFormat.V7, "1.jpg");
        var bytes = System.IO.File.ReadAllBytes(path);
        CodePages932("表紙.jpg").CopyTo(bytes, 0);
        SetChecksum(bytes);
        System.IO.File.WriteAllBytes(path, bytes);
        using var file = ArchiveFile.Open(path);

        var entry = file.ReadDirectory(ArchiveContents.Options).Entries.ShouldHaveSingleItem();

        (entry.Name, entry.Key).ShouldBe(("表紙.jpg", @"\x95\x5C\x8E\x86.jpg"));
    }

    private static byte[] CodePages932(string text) => CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes(text);

    private static void SetChecksum(byte[] tar)
    {
        "        "u8.CopyTo(tar.AsSpan(148));
        Encoding.ASCII.GetBytes(Convert.ToString(tar.Take(512).Sum(octet => octet), 8).PadLeft(6, '0') + "\0 ").CopyTo(tar, 148);
    }

    private static void Cut(string path, int length)
    {
        using var file = System.IO.File.OpenWrite(path);
        file.SetLength(length);
    }

    private string Save(TarEntryFormat format, params string[] names)
    {
        using var writer = new TarWriter(System.IO.File.Create(_folder["a.cbt"]), format);
        foreach (var name in names)
        {
            writer.WriteEntry(File(name, format));
        }

        return _folder["a.cbt"];
    }

    private static TarEntry File(string name, TarEntryFormat format)
    {
        TarEntry entry = format switch
        {
            TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, name),
            TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, name),
            TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name),
            _ => new GnuTarEntry(TarEntryType.RegularFile, name),
        };
        entry.DataStream = new MemoryStream(Content);
        return entry;
    }
}
