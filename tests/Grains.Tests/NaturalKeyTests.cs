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
