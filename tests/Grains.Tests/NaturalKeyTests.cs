using System.Text;

namespace MediaPipeline.Grains.Tests;

public sealed class NaturalKeyTests
{
    [Theory]
    [InlineData("page 2.jpg", "page 10.jpg")]
    [InlineData("a.jpg", "B.jpg")]
    [InlineData("chapter 1/z.jpg", "chapter 2/a.jpg")]
    [InlineData("7.jpg", "x.jpg")]
    [InlineData("folder/x.jpg", "folder b/x.jpg")]
    [InlineData("007.jpg", "8.jpg")]
    [InlineData("3.jpg", "3.5.jpg")]
    [InlineData("3.5.jpg", "4.jpg")]
    [InlineData("Chapter 3", "Chapter 3.5")]
    [InlineData("Chapter 3/1.jpg", "Chapter 3.5/1.jpg")]
    [InlineData("Chapter 3.5/1.jpg", "Chapter 4/1.jpg")]
    [InlineData("Chapter 3.cbz", "Chapter 3.5.cbz")]
    [InlineData("Chapter 3.5.cbz", "Chapter 4.cbz")]
    [InlineData("Chapter 3.7z", "Chapter 3.5.7z")]
    [InlineData("Chapter 3 - End.cbz", "Chapter 3.5 - Extra.cbz")]
    [InlineData("Chapter 3_b.cbz", "Chapter 3.5_a.cbz")]
    [InlineData("Chapter 3: b", "Chapter 3.5: a")]
    [InlineData("3b.jpg", "3.5.jpg")]
    [InlineData("第3話.jpg", "第3.5話.jpg")]
    [InlineData("第3.5話.jpg", "第4話.jpg")]
    [InlineData("9.5.jpg", "10.jpg")]
    [InlineData("v1.2.9", "v1.2.10")]
    [InlineData("v1.2", "v1.2.1")]
    [InlineData("1.9 Tests.jpg", "1.10 Summary.jpg")]
    [InlineData("3.05.jpg", "3.1.jpg")]
    [InlineData("3.005.jpg", "3.05.jpg")]
    [InlineData("1.09.jpg", "1.10.jpg")]
    [InlineData("3.0.jpg", "3.05.jpg")]
    [InlineData("2024.01.05.jpg", "2024.1.10.jpg")]
    [InlineData("2024-01-05.jpg", "2024-1-10.jpg")]
    [InlineData("2024.9.30.jpg", "2024.10.1.jpg")]
    [InlineData("page.jpg", "page (2).jpg")]
    [InlineData("b.jpg", "b-1.jpg")]
    [InlineData("1.jpg", "1.png")]
    [InlineData("1.PNG", "2.jpg")]
    [InlineData("page.9.jpg", "page.10.jpg")]
    [InlineData("St.Anna 2/1.jpg", "St.John/1.jpg")]
    [InlineData("12345678901234567890123456789.jpg", "123456789012345678901234567890.jpg")]
    public void Compare_NamesAsPeopleOrderThem(string first, string second) =>
        NaturalKey.Compare(NaturalKey.Of(first, null), NaturalKey.Of(second, null)).ShouldBeLessThan(0);

    [Theory]
    [InlineData("1.jpg", "01.jpg")]
    [InlineData("A.jpg", "a.jpg")]
    [InlineData("a/b.jpg", "a_b.jpg")]
    [InlineData("a.jpg", "a\u0005jpg")]
    [InlineData("3.5.jpg", "3\U0010FFFF5.jpg")]
    [InlineData("3.05.jpg", "3.5.jpg")]
    [InlineData("3.0000000005.jpg", "3.00000000005.jpg")]
    [InlineData("a.JPG", "a.jpg")]
    public void Of_DifferentNames_HaveDifferentKeys(string one, string other) =>
        NaturalKey.Of(one, null).ShouldNotBe(NaturalKey.Of(other, null));

    [Fact]
    public void OfEntry_OfTheSameName_AreTold_ByTheirIdentities()
    {
        NaturalKey.OfEntry("a.cbz", "1.jpg", "1.jpg").ShouldBe(NaturalKey.Of("a.cbz", "1.jpg"));
        NaturalKey.OfEntry("a.cbz", "1.jpg", @"1.jpg\#2").ShouldNotBe(NaturalKey.OfEntry("a.cbz", "1.jpg", @"1.jpg\#3"));
        NaturalKey.Compare(NaturalKey.OfEntry("a.cbz", "1.jpg", @"1.jpg\#2"), NaturalKey.Of("a.cbz", "2.jpg")).ShouldBeLessThan(0);
    }

    [Fact]
    public void OfArchive_IsThePrefixOfItsEntries_AndOfNothingElse()
    {
        var archive = NaturalKey.OfArchive("A.cbz");

        NaturalKey.IsOfArchive(archive).ShouldBeTrue();
        NaturalKey.Of("A.cbz", "1.jpg").ShouldStartWith(archive);
        NaturalKey.Of("A.cbz.jpg", null).ShouldNotStartWith(archive);
        NaturalKey.IsOfArchive(NaturalKey.Of("A.cbz", "1.jpg")).ShouldBeFalse();
        NaturalKey.IsOfArchive(NaturalKey.Of("a\u0002", null)).ShouldBeFalse();
    }

    [Fact]
    public void Of_AnEntry_ComesRightAfterItsArchive() =>
        NaturalKey.Compare(NaturalKey.Of("a.cbz", "1.jpg"), NaturalKey.Of("a.cbz2", null)).ShouldBeLessThan(0);

    [Fact]
    public void OfFolder_IsThePrefixOfAllThatLiesInIt() =>
        NaturalKey.Of("Book 2/page 1.jpg", null).ShouldStartWith(NaturalKey.OfFolder("Book 2"));

    [Fact]
    public void Compare_AgreesWithTheOrderOfUtf8Bytes()
    {
        string[] keys = ["a", "é", "\ud83d\ude00", "\uff21", "z", "日本", "\u0001", "ab"];
        var byBytes = keys.OrderBy(k => Convert.ToHexString(Encoding.UTF8.GetBytes(k)), StringComparer.Ordinal);

        keys.Order(Comparer<string>.Create(NaturalKey.Compare)).ShouldBe(byBytes);
    }

    [Theory]
    [InlineData("holidays 0b2\u0001img_0c10.jpg", "holidays 2/img_10.jpg", null)]
    [InlineData("holidays 0b2\u0003Holidays 2\u0001img_0c10.jpg\u0003IMG_10.jpg", "Holidays 2/IMG_10.jpg", null)]
    [InlineData("0b3.0b5.jpg", "3.5.jpg", null)]
    [InlineData("0b7.jpg\u0003007.jpg", "007.jpg", null)]
    [InlineData("0a\u00030", "0", null)]
    [InlineData("\u0004A.jpg\u0003\u0004A.jpg", "\u0001.jpg", null)]
    [InlineData("a 0b3.0b5.cbz\u0002ch 0b1\u00010b1.jpg\u000301.jpg", "a 3.5.cbz", "ch 1/01.jpg")]
    public void Renew_AKeyOfTheFirstOrder_GivesThatOfTheSamePath(string key, string path, string? entry) =>
        FirstNaturalKey.Renew(key).ShouldBe(NaturalKey.Of(path, entry));

    [Fact]
    public void Renew_KeysOfArchivesAndOfEntriesThatShareAName_KeepWhatTellsThem()
    {
        FirstNaturalKey.Renew("a.cbz\u0003A.cbz\u0002").ShouldBe(NaturalKey.OfArchive("A.cbz"));
        FirstNaturalKey.Renew("a.cbz\u00020b1.jpg\u00021.jpg\\#2").ShouldBe(NaturalKey.OfEntry("a.cbz", "1.jpg", @"1.jpg\#2"));
    }
}
