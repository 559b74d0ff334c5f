using SkiaSharp;

namespace MediaPipeline.Drawing.Tests;

public sealed class LetteringTests
{
    private static readonly Typefaces Faces = new();
    private static readonly Lettering Letters = new(Faces);
    private static readonly TextStyle Style = new(Strong: false, 14, SKColors.Black);

    [Theory]
    [InlineData("cat.jpg")]
    [InlineData("初夏の花.jpg")]
    [InlineData("שלום.jpg")]
    [InlineData("صورة العائلة.png")]
    [InlineData("👨‍👩‍👧 🏳️‍🌈.png")]
    [InlineData("two\nlines\0.png")]
    [InlineData("\ud800.png")]
    [InlineData("\u0308")]
    public void EveryName_ShowsSomething(string name)
    {
        using var surface = TilePainter.Surface(300, 60);
        surface.Canvas.Clear(SKColors.White);
        Letters.Write(surface.Canvas, Letters.Fit(name, 280, Style), 10, 40, 280, Style);
        using var image = surface.Snapshot();
        using var drawn = SKBitmap.FromImage(image);

        Pictures.Ink(drawn, new SKRectI(0, 0, 300, 60)).ShouldBePositive();
    }

    [Fact]
    public void EmptyName_IsNoFault() => Letters.Fit("", 100, Style).ShouldBe("");

    [Fact]
    public void DecomposedLetters_TakeTheSpaceOfComposedOnes() =>
        Letters.Measure("U\u0308berlingen", Style).ShouldBe(Letters.Measure("\u00dcberlingen", Style), 0.5);

    [Fact]
    public void LongName_LosesItsMiddle()
    {
        var name = "holiday in the mountains " + new string('x', 70_000) + " 4711.jpg";

        var fitted = Letters.Fit(name, 200, Style);

        Letters.Measure(fitted, Style).ShouldBeInRange(150, 200);
        fitted.ShouldStartWith("holiday");
        fitted.ShouldEndWith("4711.jpg");
        fitted.ShouldContain("…");
    }

    [Fact]
    public void Shortening_TakesEmojiWhole()
    {
        var family = string.Concat(Enumerable.Repeat("👨‍👩‍👧", 60));

        Letters.Fit(family, 200, Style).Replace("👨‍👩‍👧", "", StringComparison.Ordinal).ShouldBe("…");
    }

    [Fact]
    public void Wrapping_BreaksBetweenWords_Evenly_AndLosesNone()
    {
        const string text = "It is not a picture: its content is HTML. Take it out of the folder, then scan the collection again.";

        var lines = Letters.Wrap(text, 200, 9, Style);

        string.Join(' ', lines).ShouldBe(text);
        lines.ShouldAllBe(line => Letters.Measure(line, Style) <= 200.5);
        lines.Min(line => Letters.Measure(line, Style)).ShouldBeGreaterThan(120);
    }

    [Fact]
    public void Wrapping_EndsWithAnEllipsisWhereWordsAreLeft()
    {
        var lines = Letters.Wrap("one two three four five six seven eight nine ten", 100, 2, Style);

        lines.Count.ShouldBe(2);
        lines[1].ShouldEndWith("…");
        lines.ShouldAllBe(line => Letters.Measure(line, Style) <= 100.5);
        Letters.Wrap("anything", 100, 0, Style).ShouldBeEmpty();
        Letters.Wrap(new string('x', 500), 100, 3, Style).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("cat 12.jpg", "cat 12.jpg")]
    [InlineData("שלום עולם.jpg", "שלום עולם|.jpg")]
    [InlineData("שלום 12 עולם", "שלום| 12 |עולם")]
    [InlineData("a שלום b", "a |שלום| b")]
    [InlineData("a\u0301b", "a\u0301b")]
    public void Runs_ChangeWithTheDirection(string text, string runs)
    {
        // The order of directions is the same whether or not this system has a font for them.
        var split = TextRun.Split(text, Faces, Faces.Regular);

        var merged = split.Aggregate(new List<(string Text, bool RightToLeft)>(), (list, run) =>
        {
            if (list is [.., var last] && last.RightToLeft == run.RightToLeft)
            {
                list[^1] = (last.Text + run.Text, run.RightToLeft);
            }
            else
            {
                list.Add((run.Text, run.RightToLeft));
            }

            return list;
        });
        string.Join('|', merged.Select(run => run.Text)).ShouldBe(runs);
    }
}
