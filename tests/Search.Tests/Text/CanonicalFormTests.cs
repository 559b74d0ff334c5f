using System.Text;
using MediaPipeline.Search.Text;

namespace MediaPipeline.Search.Tests.Text;

public sealed class CanonicalFormTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("\u00e9", "\u00e9")]
    [InlineData("\u212b", "\u00c5")]
    [InlineData("\u1112\u1161\u11ab\u1100\u1173\u11af", "\ud55c\uae00")]
    [InlineData("\uac00\u11a8", "\uac01")]
    [InlineData("\u304b\u3099", "\u304c")]
    [InlineData("a\u0323\u0302", "\u1ead")]
    [InlineData("a\u0302\u0323", "\u1ead")]
    [InlineData("a\u0315\u0300\u05ae\u0062", "\u00e0\u05ae\u0315b")]
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("\u0301", "\u0301")]
    [InlineData("\U0001d15e", "\U0001d157\U0001d165")]
    public void Compose_IsFormC(string text, string expected) => CanonicalForm.Compose(text).ShouldBe(expected);

    // Not as an argument of the test: those are stored in UTF-8, which has no lone surrogates.
    [Fact]
    public void Compose_ReplacesLoneSurrogates() => CanonicalForm.Compose("x\udc00y").ShouldBe("x\ufffdy");

    [Fact]
    public void Compose_OfComposedText_ChangesNothing()
    {
        var every = string.Concat(Enumerable.Range(0xA0, 0xD000).Where(Rune.IsValid).Select(point => new Rune(point).ToString() + "\u0301x"));

        var composed = CanonicalForm.Compose(every);

        CanonicalForm.Compose(composed).ShouldBe(composed);
    }

    [Theory]
    [InlineData('\u1ead', "a\u0323\u0302")]
    [InlineData('\uac01', "\u1100\u1161\u11a8")]
    [InlineData('A', "A")]
    public void Decompose_GivesTheBaseAndItsMarks(char character, string expected)
    {
        var parts = new List<Rune>();

        CanonicalForm.Decompose(new Rune(character), parts);

        string.Concat(parts).ShouldBe(expected);
    }
}
