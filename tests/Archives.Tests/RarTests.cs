using MediaPipeline.Archives.Tests.Kit;
using MediaPipeline.TestKit.Archives;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Archives.Tests;

/// <summary>Rars of both formats. Every content that comes out has the checksum that the archive says.</summary>
public sealed class RarTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("rar.rar", "test.txt", @"testdir\x5Ctest.txt")]
    [InlineData("rar_compress_best.rar", "LibarchiveAddingTest.html", @"testdir\x5CLibarchiveAddingTest.html", @"testdir\x5Ctest.txt")]
    [InlineData("rar_multi_lzss_blocks.rar", "multi_lzss_blocks_test.txt")]
    [InlineData("rar_noeof.rar", "test.txt")]
    [InlineData("rar_subblock.rar", "test.txt")]
    [InlineData("rar_windows.rar", "test.txt", @"testdir\x5Ctest.txt", "testshortcut.lnk")]
    [InlineData("rar5_stored.rar", "helloworld.txt")]
    [InlineData("rar5_stored_manyfiles.rar", "cebula.txt", "make_uue.tcl", "test.bin")]
    [InlineData("rar5_compressed.rar", "test.bin")]
    [InlineData("rar5_blake2.rar", "cebula.txt")]
    [InlineData("rar5_extra_field_version.rar", "bin/2to3", @"bin/2to3\#2")]
    [InlineData("rar5_multiple_files.rar", "test1.bin", "test2.bin", "test3.bin", "test4.bin")]
    [InlineData("rar5_multiple_files_solid.rar", "test1.bin", "test2.bin", "test3.bin", "test4.bin")]
    [InlineData("rar5_owner.rar", "nobody.txt", "numeric.txt", "root.txt")]
    [InlineData("rar5_solid.rar", "test.bin", "test1.bin", "test2.bin", "test3.bin", "test4.bin", "test5.bin", "test6.bin")]
    [InlineData("rar5_win32.rar", "test.bin", "test1.bin", "test2.bin", "test3.bin", "test4.bin", "test5.bin", "test6.bin")]
    public void Entries_ComeOutWhole(string sample, params string[] names)
    {
        var all = ArchiveContents.All(Sample(sample), new ArchiveOptions { MaxRatio = 2_000 });

        all.Where(one => one.Value is byte[]).Select(one => one.Key).Order(StringComparer.Ordinal).ShouldBe(names);
    }

    [Theory]
    [InlineData("rar.rar", "testlink")]
    [InlineData("rar5_symlink.rar", "symlink.txt")]
    [InlineData("rar5_hardlink.rar", "hardlink.txt")]
    public void Entries_ThatAreLinks_AreNeverFollowed(string sample, string link) =>
        ArchiveContents.FaultOf(Sample(sample), link).ShouldNotBeNull().Message.ShouldContain("not followed");

    [Theory]
    [InlineData("rar_encryption_header.rar", "encrypted", "names too")]
    [InlineData("rar_multivolume.part0004.rar", "unsupportedFormat", "split")]
    [InlineData("rar5_multiarchive.part01.rar", "unsupportedFormat", "split")]
    [InlineData("rar5_multiarchive_solid.part04.rar", "unsupportedFormat", "split")]
    public void ReadDirectory_OfWhatIsNotRead_SaysWhy(string sample, string code, string expected)
    {
        var fault = ArchiveContents.Fault(Sample(sample));

        (fault.Code, fault.Message.Contains(expected, StringComparison.Ordinal)).ShouldBe((code, true), fault.Message);
    }

    [Fact]
    public void Entries_OfWhichSomeAreEncrypted_FailOneByOne() =>
        ArchiveContents.All(Sample("rar_encryption_partially.rar")).ShouldSatisfyAllConditions(
            all => all.Values.ShouldContain("encrypted"), all => all.Values.ShouldContain(content => content is byte[]));

    [Fact]
    public void Names_InUnicode_AreRead()
    {
        using var file = ArchiveFile.Open(Sample("rar_unicode.rar"));

        var names = file.ReadDirectory(ArchiveContents.Options).Entries.Select(entry => entry.Name);

        names.ShouldContain("表だよ/新しいフォルダ/新規テキスト ドキュメント.txt");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Entries_ThatAreStored_NeedNoDecoder(bool old)
    {
        var path = new RarFile { IsOld = old }.Add("1.jpg", [1, 2, 3]).Add("2.jpg", new byte[5_000]).Save(_folder["a.cbr"]);
        using var file = ArchiveFile.Open(path);

        file.ReadDirectory(ArchiveContents.Options).Entries.ShouldAllBe(entry => !entry.NeedsDecoder && !entry.IsSolid);
        ArchiveContents.All(path).Values.ShouldBe([new byte[] { 1, 2, 3 }, new byte[5_000]]);
    }

    [Theory]
    [InlineData(0x3C80, "MaxDictionaryBytes")]
    [InlineData(0x0081, "RAR 7")]
    public void FindFault_OfADictionaryThatIsTooLarge_NamesTheRemedy(int packing, string expected) =>
        ArchiveContents.FaultOf(new RarFile { Packing = packing }.Add("1.jpg", [1, 2, 3]).Save(_folder["a.cbr"]), "1.jpg")!.Message.ShouldContain(expected);

    [Fact]
    public void Entries_OfARarThatWasCutOff_FailWhereItEnds_AndTheOthersLive()
    {
        var whole = new RarFile().Add("1.jpg", [1, 2, 3]).Add("2.jpg", new byte[5_000]).ToArray();
        File.WriteAllBytes(_folder["a.cbr"], whole[..^1_000]);

        var all = ArchiveContents.All(_folder["a.cbr"]);

        all["1.jpg"].ShouldBe(new byte[] { 1, 2, 3 });
        all["2.jpg"].ShouldBe("corruptEntry");
    }

    [Fact]
    public void IsSolid_IsWhatFollowsOneThatIsNot()
    {
        using var file = ArchiveFile.Open(Sample("rar5_multiple_files_solid.rar"));
        var directory = file.ReadDirectory(ArchiveContents.Options);

        directory.Entries.ShouldAllBe(entry => entry.IsSolid && entry.BlockNumber == 0 && entry.BlockBytes == 4 * 4_096);
    }

    private static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", name);
}
