using MediaPipeline.Contracts.Media;
using MediaPipeline.Search.Embedding;

namespace MediaPipeline.Search.Tests.Embedding;

public sealed class EmbeddedTextTests
{
    private static readonly MediaFacts Facts = new() { Title = "Alien", Year = 1979, Genres = ["Horror", "Science Fiction"], Synopsis = "In space." };

    [Fact]
    public void Of_IsTitleYearGenresAndSynopsis() => EmbeddedText.Of(Facts).ShouldBe("Alien (1979). Horror, Science Fiction. In space.");

    [Fact]
    public void Of_LeavesOutWhatIsNotKnown()
    {
        EmbeddedText.Of(Facts with { Year = null, Genres = [] }).ShouldBe("Alien. In space.");
        EmbeddedText.Of(Facts with { Title = null }).ShouldBe("Horror, Science Fiction. In space.");
        EmbeddedText.Of(Facts with { Genres = [" ", "Drama"], Synopsis = "\n" }).ShouldBe("Alien (1979). Drama");
    }

    [Fact]
    public void Of_NothingIsNull() => EmbeddedText.Of(new MediaFacts { Title = " \t", Year = 1979, Tags = ["space"], Cast = ["Somebody"] }).ShouldBeNull();

    [Theory]
    [InlineData(" a \r\n\t b  c\u0085\u3000d ", "a b c d")]
    [InlineData("Cafe\u0301 \u0000Sho\u0304nen", "Café Shōnen")]
    [InlineData("😀 ok", "😀 ok")]
    public void Of_HasTextInOneForm(string title, string expected) => EmbeddedText.Of(new MediaFacts { Title = title }).ShouldBe(expected);

    // Not as an argument of the test: those are stored in UTF-8, which has no lone surrogates.
    [Fact]
    public void Of_ReplacesLoneSurrogates() => EmbeddedText.Of(new MediaFacts { Title = "x\ud800y \udc00" }).ShouldBe("x\ufffdy \ufffd");

    [Fact]
    public void Of_CutsALongTextBetweenCharacters()
    {
        var text = EmbeddedText.Of(new MediaFacts { Title = "a" + string.Concat(Enumerable.Repeat("😀", EmbeddedText.MaxLength)) })!;

        text.Length.ShouldBe(EmbeddedText.MaxLength - 1);
        char.IsLowSurrogate(text[^1]).ShouldBeTrue();
    }

    // Kept with every vector: when this changes, all vectors are made again, so the layout's version has to change too.
    [Fact]
    public void Signature_OfLayout1() => EmbeddedText.SignatureOf(EmbeddedText.Of(Facts with { Title = "Aliène" })!)
        .ShouldBe("deb50872d6461bfb05932147aee26cb44e5d9cba863e1f75c65490dc87c8b36a");
}
