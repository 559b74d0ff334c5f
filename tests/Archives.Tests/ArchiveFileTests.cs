using System.Text;
using MediaPipeline.TestKit.Archives;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Archives.Tests;

/// <summary>Reading entries: what is whole comes out whole, and what is not never comes out as if it were.</summary>
public sealed class ArchiveFileTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(n => (byte)(n * n / 7))];
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void OpenEntry_StoredOrDeflatedOrZip64_GivesItsBytes(bool deflate, bool zip64)
    {
        var path = Save(new ZipFile { Zip64 = zip64 }.Add("first.jpg", [1, 2, 3]).Add("folder/page 1.jpg", Content, deflate));

        Read(path, "folder/page 1.jpg").ShouldBe(Content);
        Read(path, "first.jpg").ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void OpenEntry_BehindAProgramThatUnpacksIt_GivesItsBytes() =>
        Read(Save(new ZipFile { Prefix = [.. "MZ"u8, .. new byte[5_000]] }.Add("a.jpg", Content, deflate: true)), "a.jpg").ShouldBe(Content);

    [Fact]
    public void OpenEntry_OfAZipThatTheRuntimeWrote_GivesItsBytes()
    {
        var path = _folder["written.zip"];
        using (var archive = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry("ä/b.jpg").Open())
        {
            entry.Write(Content);
        }

        Read(path, "ä/b.jpg").ShouldBe(Content);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OpenEntry_WrongChecksum_NeverGivesTheLastBytes(bool deflate)
    {
        var path = Save(new ZipFile().Add(new ZipEntry("a.jpg"u8.ToArray()) { Content = Content, Deflate = deflate, DeclaredCrc = 0xBAD }));

        var got = ReadUntilFault(path, "a.jpg", out var fault);

        got.ShouldBeLessThan(Content.Length);
        fault.Code.ShouldBe("corruptEntry");
        fault.Message.ShouldContain($"{path}/a.jpg");
    }

    [Theory]
    [InlineData(100_000, "longer")]
    [InlineData(300_000, "ends after")]
    public void OpenEntry_ThatLiesAboutItsLength_IsCorruptAndNeverGivesMore(long declared, string expected)
    {
        var path = Save(new ZipFile().Add(new ZipEntry("a.jpg"u8.ToArray()) { Content = Content, Deflate = true, DeclaredBytes = declared }));

        var got = ReadUntilFault(path, "a.jpg", out var fault);

        got.ShouldBeLessThanOrEqualTo((int)Math.Min(declared, Content.Length));
        fault.Code.ShouldBe("corruptEntry");
        fault.Message.ShouldContain(expected);
    }

    [Fact]
    public void OpenEntry_ABombThatSaysItIsSmall_StopsAtWhatItSays()
    {
        var path = Save(new ZipFile().Add(new ZipEntry("a.jpg"u8.ToArray()) { Deflate = true, Zeros = 200_000_000, DeclaredBytes = 50_000 }));

        ReadUntilFault(path, "a.jpg", out var fault).ShouldBeLessThan(50_000);

        fault.Code.ShouldBe("corruptEntry");
    }

    [Fact]
    public void OpenEntry_WhosePackedBytesAreNone_IsCorrupt()
    {
        var path = Save(new ZipFile().Add(new ZipEntry("a.jpg"u8.ToArray()) { Content = Content, Method = 8 }));

        _ = ReadUntilFault(path, "a.jpg", out var fault);

        fault.Code.ShouldBe("corruptEntry");
        fault.Message.ShouldContain("cannot be unpacked");
    }

    [Theory]
    [InlineData("encrypted.jpg", "encrypted")]
    [InlineData("folder/inner.cbz", "nestedArchive")]
    [InlineData("empty.jpg", "notAPicture")]
    [InlineData("bzip2.jpg", "unsupportedFormat")]
    [InlineData("two lengths.jpg", "corruptEntry")]
    [InlineData("zeros.jpg", "archiveBomb")]
    [InlineData("enormous.jpg", "archiveBomb")]
    [InlineData("../up.jpg", "unsafeEntryName")]
    public void FindFault_KnowsFromTheDirectory_AndTheOthersLive(string name, string code)
    {
        var path = Save(Hostile());
        using var file = ArchiveFile.Open(path);
        var directory = file.ReadDirectory(new ArchiveOptions());
        var entry = directory.Find(name).ShouldNotBeNull();

        var fault = directory.FindFault(entry).ShouldNotBeNull();

        fault.Code.ShouldBe(code);
        fault.Message.ShouldContain(name);
        Should.Throw<ArchiveException>(() => file.OpenEntry(directory, entry)).Code.ShouldBe(code);
        Read(path, "good.jpg").ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void FindFault_ASmallFlatPicture_IsNoBomb() =>
        Read(Save(new ZipFile().Add("flat.bmp", new byte[5_000_000], deflate: true)), "flat.bmp").Length.ShouldBe(5_000_000);

    [Theory]
    [InlineData("nothing", "corruptArchive", "no archive that is read")]
    [InlineData("text", "corruptArchive", "no archive that is read")]
    [InlineData("no directory", "corruptArchive", "cut off")]
    [InlineData("half", "corruptArchive", "cut off")]
    [InlineData("broken directory", "corruptArchive", "directory cannot be read after entry 0")]
    [InlineData("zeros", "corruptArchive", "ends with zeros")]
    [InlineData("bytes lost", "corruptArchive", "does not fit")]
    [InlineData("text before nothing", "corruptArchive", "no archive that is read")]
    [InlineData("empty", "emptyArchive", "without entries")]
    [InlineData("rar", "corruptArchive", "after entry 0")]
    [InlineData("7z", "corruptArchive", "first bytes are damaged")]
    [InlineData("tar", "corruptArchive", "no archive that is read")]
    [InlineData("inner", "corruptArchive", "cut off")]
    public void ReadDirectory_OfWhatCannotBeOpened_SaysWhatItIsAndWhatToDo(string kind, string code, string expected)
    {
        File.WriteAllBytes(_folder["odd.cbz"], Odd(kind));
        using var file = ArchiveFile.Open(_folder["odd.cbz"]);

        var fault = Should.Throw<ArchiveException>(() => file.ReadDirectory(new ArchiveOptions()));

        fault.Code.ShouldBe(code);
        fault.Message.ShouldContain(_folder["odd.cbz"]);
        fault.Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("count too large", false)]
    [InlineData("count too large", true)]
    [InlineData("count zero", false)]
    [InlineData("count enormous", true)]
    [InlineData("length too small", false)]
    [InlineData("length too large", false)]
    [InlineData("length too large", true)]
    [InlineData("zeros behind", false)]
    [InlineData("many zeros behind", false)]
    [InlineData("many zeros behind", true)]
    [InlineData("text behind", false)]
    [InlineData("text before and zeros behind", false)]
    [InlineData("joined", false)]
    [InlineData("joined", true)]
    [InlineData("joined to one with a comment of zeros", false)]
    public void ReadDirectory_OfAWholeDirectory_OpensIt_WhateverItsEndSays(string kind, bool zip64)
    {
        var other = new ZipFile { Zip64 = zip64 }.Add("other.jpg", Content).ToArray();
        var zip = kind switch
        {
            "count too large" => new ZipFile { Zip64 = zip64, DeclaredEntries = 7 },
            "count zero" => new ZipFile { Zip64 = zip64, DeclaredEntries = 0 },
            "count enormous" => new ZipFile { Zip64 = zip64, DeclaredEntries = int.MaxValue },
            "length too small" => new ZipFile { Zip64 = zip64, DeclaredDirectoryBytes = 60 },
            "length too large" => new ZipFile { Zip64 = zip64, DeclaredDirectoryBytes = 1_000_000 },
            "zeros behind" => new ZipFile { Zip64 = zip64, Suffix = new byte[100] },
            "many zeros behind" => new ZipFile { Zip64 = zip64, Suffix = new byte[3_000_000] },
            "text behind" => new ZipFile { Zip64 = zip64, Suffix = [.. "<html>"u8] },
            "text before and zeros behind" => new ZipFile { Zip64 = zip64, Prefix = [.. "<html>"u8], Suffix = new byte[200_000] },
            "joined" => new ZipFile { Zip64 = zip64, Prefix = other },
            _ => new ZipFile { Zip64 = zip64, Prefix = [.. other[..^2], 7, 0, .. new byte[7]] },
        };

        var path = Save(zip.Add("a.jpg", Content, deflate: true).Add("b.jpg", [1, 2, 3]));

        Read(path, "a.jpg").ShouldBe(Content);
        Read(path, "b.jpg").ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void ReadDirectory_TooManyEntries_IsRefusedByTheEndAlone()
    {
        var zip = new ZipFile();
        Enumerable.Range(0, 21).ToList().ForEach(n => zip.Add($"{n}.jpg", [1]));
        using var file = ArchiveFile.Open(Save(zip));

        Should.Throw<ArchiveException>(() => file.ReadDirectory(new ArchiveOptions { MaxEntries = 20 })).Code.ShouldBe("archiveBomb");
    }

    [Fact]
    public void ReadDirectory_MoreEntriesThanItsEndSays_IsRefusedOnTheWay()
    {
        var zip = new ZipFile { DeclaredEntries = 1 };
        Enumerable.Range(0, 50).ToList().ForEach(n => zip.Add($"{n}.jpg", [1]));
        using var file = ArchiveFile.Open(Save(zip));

        Should.Throw<ArchiveException>(() => file.ReadDirectory(new ArchiveOptions { MaxEntries = 20 })).Code.ShouldBe("archiveBomb");
    }

    [Fact]
    public void Identity_OfAFileThatWasReplacedByOneOfTheSameSizeAndTime_IsAnother()
    {
        var path = Save(new ZipFile().Add("a.jpg", [1, 2, 3]));
        using var before = ArchiveFile.Open(path);
        File.Move(Save(new ZipFile().Add("a.jpg", [4, 5, 6]), "other.cbz"), path, overwrite: true);
        using var after = ArchiveFile.Open(path);

        after.Identity.ShouldNotBe(before.Identity);
        after.Identity.Bytes.ShouldBe(before.Identity.Bytes);
        after.Identity.ModifiedAt.ShouldBe(before.Identity.ModifiedAt);
    }

    private static ZipFile Hostile()
    {
        static ZipEntry Named(string name) => new(Encoding.UTF8.GetBytes(name)) { Content = [1, 2, 3] };
        return new ZipFile()
            .Add(Named("encrypted.jpg") with { Flags = 1 })
            .Add(Named("folder/inner.cbz"))
            .Add(Named("empty.jpg") with { Content = [] })
            .Add(Named("bzip2.jpg") with { Method = 12 })
            .Add(Named("two lengths.jpg") with { DeclaredBytes = 4 })
            .Add(Named("zeros.jpg") with { Deflate = true, Zeros = 20_000_000 })
            .Add(Named("enormous.jpg") with { Deflate = true, DeclaredBytes = 2_147_483_648 })
            .Add(Named("../up.jpg"))
            .Add(Named("good.jpg"));
    }

    private static byte[] Odd(string kind)
    {
        var whole = new ZipFile().Add("a.jpg", Content).Add("b.jpg", Content).ToArray();
        return kind switch
        {
            "nothing" => [],
            "text" => Encoding.UTF8.GetBytes(new string('x', 5_000)),
            "no directory" => new ZipFile { HasDirectory = false }.Add("a.jpg", Content).ToArray(),
            "half" => whole[..(whole.Length / 2)],
            "broken directory" => Broken(whole),
            "zeros" => [.. whole[..(whole.Length / 2)], .. new byte[whole.Length / 2]],
            "bytes lost" => [.. whole[..1_000], .. new byte[10], .. whole[1_000..]],
            "text before nothing" => [.. "<html>"u8, .. whole[..(whole.Length / 2)]],
            "empty" => new ZipFile().ToArray(),
            "rar" => [.. "Rar!\u001a\u0007\u0001\0"u8, .. new byte[100]],
            "7z" => [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, .. new byte[100]],
            "tar" => [.. new byte[257], .. "ustar\000"u8, .. new byte[1_000]],
            _ => new ZipFile { HasDirectory = false }.Add("a.jpg", Content).Add("inner.zip", new ZipFile().Add("b.jpg", [1]).ToArray()).ToArray(),
        };
    }

    private static byte[] Broken(byte[] zip)
    {
        zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 1] = 0;
        return zip;
    }

    private string Save(ZipFile zip, string name = "archive.cbz") => zip.Save(_folder[name]);

    private static byte[] Read(string path, string key)
    {
        using var file = ArchiveFile.Open(path);
        var directory = file.ReadDirectory(new ArchiveOptions());
        using var entry = file.OpenEntry(directory, directory.Find(key).ShouldNotBeNull());
        using var content = new MemoryStream();
        entry.CopyTo(content);
        return content.ToArray();
    }

    private static int ReadUntilFault(string path, string key, out ArchiveException fault)
    {
        using var file = ArchiveFile.Open(path);
        var directory = file.ReadDirectory(new ArchiveOptions());
        using var entry = file.OpenEntry(directory, directory.Find(key).ShouldNotBeNull());
        var block = new byte[10_000];
        var got = 0;
        fault = Should.Throw<ArchiveException>(() =>
        {
            for (int read; (read = entry.Read(block)) > 0;)
            {
                got += read;
            }
        });
        return got;
    }
}
