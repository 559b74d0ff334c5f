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
    public void Compare_NamesAsPeopleOrderThem(string first, string second) =>
        NaturalKey.Compare(NaturalKey.Of(first, null), NaturalKey.Of(second, null)).ShouldBeLessThan(0);

    [Theory]
    [InlineData("1.jpg", "01.jpg")]
    [InlineData("A.jpg", "a.jpg")]
    [InlineData("a/b.jpg", "a_b.jpg")]
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
}
