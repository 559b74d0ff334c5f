using System.Globalization;
using System.Text;
using MediaPipeline.TestKit.Archives;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.Archives.Tests;

/// <summary>Names are readable whatever wrote them, and each entry stays itself.</summary>
public sealed class EntryNameTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Utf8_MarkedOrNot_IsReadAsIt()
    {
        var entries = Entries(new ZipFile().Add("Été/plage 🏖.jpg", [1]).Add(new ZipEntry("日本語.jpg"u8.ToArray())));

        entries.Select(entry => entry.Name).ShouldBe(["Été/plage 🏖.jpg", "日本語.jpg"]);
        entries.ShouldAllBe(entry => entry.Key == entry.Name && entry.SortName == entry.Name);
    }

    [Theory]
    [InlineData("e\u0301te\u0301.jpg", "été.jpg")]
    [InlineData("か\u3099く\u3099.jpg", "がぐ.jpg")]
    [InlineData("\u1112\u1161\u11ab\u1100\u1173\u11af.jpg", "한글.jpg")]
    [InlineData("a\u0323\u0302.jpg", "ậ.jpg")]
    [InlineData("a\u0302\u0323.jpg", "ậ.jpg")]
    [InlineData("x\u0301.jpg", "x\u0301.jpg")]
    public void NamesTakenApart_AreShownPutTogether_AndKeepTheirIdentity(string name, string shown)
    {
        var entry = Entries(new ZipFile().Add(name, [1])).ShouldHaveSingleItem();

        entry.Name.ShouldBe(shown);
        entry.Key.ShouldBe(name);
    }

    [Theory]
    [InlineData(932, "表紙.jpg|第1話/予告ソ.jpg|第2話/はじまり.jpg")]
    [InlineData(932, "ページ 01.jpg|ページ 02.jpg")]
    [InlineData(932, "漫画 第3巻.jpg")]
    [InlineData(866, "Обложка.jpg|Глава 1/страница 01.jpg|Глава 1/страница 02.jpg")]
    [InlineData(866, "том.jpg|глава.jpg|обложка.jpg")]
    [InlineData(866, "Том 1.jpg|ТОМ 2.jpg|тест.jpg")]
    [InlineData(437, "café.jpg|Möwe.jpg|niño/año.jpg|Übung.jpg")]
    [InlineData(437, "Straße.jpg")]
    [InlineData(437, "Möwe.jpg")]
    [InlineData(437, "Noël.jpg")]
    [InlineData(437, "niño 1.jpg")]
    [InlineData(437, "Übung 1.jpg|Übung 2.jpg")]
    [InlineData(850, "São João/Ação.jpg|Maçã.jpg")]
    [InlineData(936, "第一话/第01页.jpg|第一话/第02页.jpg|第一话/第03页.jpg")]
    [InlineData(936, "封面.jpg")]
    [InlineData(936, "我们的故事.jpg")]
    [InlineData(936, "海贼王 第10卷/001.jpg|海贼王 第10卷/002.jpg")]
    [InlineData(936, "照片/北京旅游 (1).jpg|照片/上海《外滩》.jpg")]
    [InlineData(950, "第一話/第01頁.jpg|第一話/第02頁.jpg")]
    [InlineData(950, "封面.jpg|航海王 第10集/001.jpg")]
    [InlineData(950, "照片/台北旅遊 (1).jpg")]
    [InlineData(949, "원피스 1권/표지.jpg|원피스 1권/001화.jpg")]
    [InlineData(949, "만화/제1화.jpg")]
    [InlineData(949, "가족 사진.jpg|여름 휴가.jpg")]
    [InlineData(949, "표지.jpg")]
    [InlineData(1251, "Обложка.jpg|Глава 1/страница 01.jpg|Глава 1/страница 02.jpg")]
    [InlineData(1251, "том.jpg|глава.jpg|обложка.jpg")]
    [InlineData(1251, "ТОМ 1/ГЛАВА 2.jpg")]
    [InlineData(1251, "Їжак.jpg|Ґудзик.jpg")]
    [InlineData(1252, "Fête de Noël/été 1.jpg|Fête de Noël/été 2.jpg")]
    [InlineData(1252, "Mädchen.jpg|Größe.jpg|Übung.jpg")]
    [InlineData(1252, "Straße.jpg")]
    [InlineData(1252, "L’Avion – 1.jpg|Don’t.jpg")]
    [InlineData(1252, "ÉTÉ.jpg|niño.jpg|Åsa.jpg|cœur.jpg")]
    [InlineData(932, "背景.jpg|本.jpg")]
    [InlineData(932, "第01話.jpg|第02話.jpg")]
    [InlineData(932, "無題 (1).jpg|写真集/表.jpg")]
    public void NamesInAnOldCodePage_AreReadable(int codePage, string names)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
        var zip = new ZipFile();
        foreach (var name in names.Split('|'))
        {
            zip.Add(new ZipEntry(encoding.GetBytes(name)));
        }

        var entries = Entries(zip);

        string.Join('|', entries.Select(entry => entry.Name)).ShouldBe(names);
        entries.Select(entry => BytesOf(entry.Key)).ShouldBe(names.Split('|').Select(encoding.GetBytes));
    }

    [Fact]
    public void TheOption_ForcesACodePage_ButNotOnNamesThatAreMarked()
    {
        var zip = new ZipFile().Add("é.jpg", [1]).Add(new ZipEntry([0xE9, (byte)'.', (byte)'j']));

        Entries(zip, new ArchiveOptions { NameEncoding = "cp1252" }).Select(entry => entry.Name).ShouldBe(["é.jpg", "é.j"]);
    }

    [Theory]
    [InlineData("gbk", 936)]
    [InlineData("GB18030", 54936)]
    [InlineData("big5", 950)]
    [InlineData("euc-kr", 51949)]
    [InlineData("shift_jis", 932)]
    [InlineData("windows-1250", 1250)]
    [InlineData("koi8-r", 20866)]
    public void TheOption_TakesCodePagesByTheirNames(string name, int codePage)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
        byte[] bytes = [0xC4, 0xD6, (byte)'.', (byte)'j'];

        Entries(new ZipFile().Add(new ZipEntry(bytes)), new ArchiveOptions { NameEncoding = name }).Single().Name.ShouldBe(encoding.GetString(bytes));
    }

    [Fact]
    public void TheNameOfInfoZip_IsShown_WhileTheIdentityIsThatOfTheHeader()
    {
        var entry = Entries(new ZipFile().Add(new ZipEntry("x_.jpg"u8.ToArray()).WithUnicodeName("ξ.jpg"))).ShouldHaveSingleItem();

        (entry.Name, entry.Key).ShouldBe(("ξ.jpg", "x_.jpg"));
    }

    [Fact]
    public void EqualNames_AreTwoEntries_AndNoNameCanPretendToBeTheSecond()
    {
        var entries = Entries(new ZipFile().Add("a.jpg", [1]).Add("a.jpg", [2]).Add("A.jpg", [3]).Add("a.jpg\\#2", [4]).Add("a.jpg", [5]));

        entries.Select(entry => entry.Key).ShouldBe(["a.jpg", @"a.jpg\#2", "A.jpg", @"a.jpg\x5C#2", @"a.jpg\#3"]);
        entries.Select(entry => entry.Key).Distinct().Count().ShouldBe(5);
    }

    [Theory]
    [InlineData("../up.jpg")]
    [InlineData("a/../../up.jpg")]
    [InlineData(@"..\up.jpg")]
    [InlineData(@"a\..\up.jpg")]
    [InlineData("nul\0up.jpg")]
    public void NamesThatLeadOut_AreUnsafe_AndShown(string name)
    {
        using var file = Open(new ZipFile().Add(name, [1]).Add("good.jpg", [1]));
        var directory = file.ReadDirectory(new ArchiveOptions());

        directory.FindFault(directory.Entries.First())!.Code.ShouldBe("unsafeEntryName");
        directory.Entries.First().Name.ShouldBe(name.Replace("\0", @"\x00"));
        directory.FindFault(directory.Entries.Last()).ShouldBeNull();
    }

    [Theory]
    [InlineData(@"folder\page 1.jpg", "folder/page 1.jpg")]
    [InlineData("./folder//page 1.jpg", "folder/page 1.jpg")]
    [InlineData("...jpg", "...jpg")]
    [InlineData("B: the end.jpg", "B: the end.jpg")]
    [InlineData("/etc/up.jpg", "etc/up.jpg")]
    [InlineData("//etc/up.jpg", "etc/up.jpg")]
    [InlineData(@"C:\comics\1.jpg", "C:/comics/1.jpg")]
    [InlineData("c:up.jpg", "c:up.jpg")]
    [InlineData(@"\\server\comics\1.jpg", "server/comics/1.jpg")]
    [InlineData("aux.jpg", "aux.jpg")]
    [InlineData("a..b/c.jpg", "a..b/c.jpg")]
    [InlineData("line\nbreak.jpg", @"line\x0Abreak.jpg")]
    public void NamesThatAreOnlyOdd_AreShownTidily(string name, string shown)
    {
        using var file = Open(new ZipFile().Add(name, [1]));
        var directory = file.ReadDirectory(new ArchiveOptions());

        directory.Entries.First().Name.ShouldBe(shown);
        directory.FindFault(directory.Entries.First()).ShouldBeNull();
    }

    [Fact]
    public void Folders_AreKnown() =>
        Entries(new ZipFile().Add("a/", []).Add(@"b\", []).Add("c", [1])).Select(entry => entry.IsFolder).ShouldBe([true, true, false]);

    [Fact]
    public void EveryByte_ComesBackFromTheIdentity()
    {
        byte[] name = [.. Enumerable.Range(0, 256).Select(n => (byte)n), .. "é🏖"u8];

        BytesOf(Entries(new ZipFile().Add(new ZipEntry(name))).ShouldHaveSingleItem().Key).ShouldBe(name);
    }

    private static byte[] BytesOf(string key)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < key.Length; i++)
        {
            var escaped = key[i] == '\\';
            bytes.AddRange(escaped ? [byte.Parse(key.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier)] : Encoding.UTF8.GetBytes(key, i,
                char.IsHighSurrogate(key[i]) ? 2 : 1));
            i += escaped ? 3 : char.IsHighSurrogate(key[i]) ? 1 : 0;
        }

        return [.. bytes];
    }

    private List<ArchiveEntry> Entries(ZipFile zip, ArchiveOptions? options = null)
    {
        using var file = Open(zip);
        return [.. file.ReadDirectory(options ?? new ArchiveOptions()).Entries];
    }

    private ArchiveFile Open(ZipFile zip) => ArchiveFile.Open(zip.Save(_folder["archive.cbz"]));
}
