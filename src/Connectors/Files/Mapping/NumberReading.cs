using System.Globalization;
using System.Text.RegularExpressions;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>Reads counts, lengths and scores.</summary>
internal static partial class NumberReading
{
    private const int MaxEpisodes = 1_000_000;
    private const double MaxMinutes = 10_000;

    // The scale of a score is known by the name that its usual source gives it.
    private static readonly HashSet<string> OfTen = ["imdbrating", "imdbscore", "voteaverage", "mean"],
        OfHundred = ["averagescore", "meanscore", "metascore", "metacritic", "rottentomatoesrating", "tomatometer"];

    /// <summary>0 stands for unknown, as in the anime-offline-database and at MyAnimeList.</summary>
    public static int? ReadEpisodes(IEnumerable<FieldValue> values, FaultList faults)
    {
        foreach (var value in values.Where(value => !value.IsUnknown))
        {
            if (Parse(value.Text) is >= 0 and <= MaxEpisodes and var number && double.IsInteger(number))
            {
                return number == 0 ? null : (int)number;
            }

            faults.Add(value, $"write a whole number from 0 (unknown) to {MaxEpisodes:N0}, or leave it out");
        }

        return null;
    }

    public static double? ReadPopularity(IEnumerable<FieldValue> values, FaultList faults)
    {
        foreach (var value in values.Where(value => !value.IsUnknown))
        {
            if (Parse(value.Text) is >= 0 and var number)
            {
                return number;
            }

            faults.Add(value, "write a number of 0 or more, or leave it out");
        }

        return null;
    }

    /// <summary>Minutes; a number alone is taken for them, unless its name says seconds.</summary>
    public static double? ReadMinutes(IEnumerable<FieldValue> values, FaultList faults)
    {
        foreach (var value in values.Where(value => !value.IsUnknown))
        {
            if (Minutes(value) is >= 0 and <= MaxMinutes and var minutes)
            {
                return minutes == 0 ? null : minutes;
            }

            faults.Add(value, "write minutes, or a length such as 1 h 30 min, or leave it out");
        }

        return null;
    }

    /// <summary>0 to 100. 0 stands for not rated, as at MyAnimeList and TMDB.</summary>
    /// <param name="isExport">The record comes from an export of this program, where all scores are of 100.</param>
    public static double? ReadScore(IEnumerable<FieldValue> values, bool isExport, FaultList faults)
    {
        foreach (var value in values.Where(value => !value.IsUnknown && !IsAgeRating(value)))
        {
            if (Score(value, isExport) is >= 0 and <= 100 and var score)
            {
                return score == 0 ? null : Math.Round(score, 4);
            }

            faults.Add(value, "write a number from 0 to 10, or to 100 where the name or the value says so, or leave it out");
        }

        return null;
    }

    private static double? Score(FieldValue value, bool isExport)
    {
        if (value.IsObject)
        {
            var inner = value.Member("arithmeticMean") ?? value.Member("aggregateRating") ?? value.Member("average");
            return Parse(inner?.Text) * 10;
        }

        if (value.Text is { } text && Fraction().Match(text) is { Success: true } fraction)
        {
            return Parse(fraction.Groups["part"].Value) * 100 / (fraction.Groups["whole"] is { Success: true } whole ? Parse(whole.Value) : 100);
        }

        var number = Parse(value.Text);
        var isOfTen = OfTen.Contains(value.Name.Key) || (!isExport && !OfHundred.Contains(value.Name.Key) && number <= 10);
        return isOfTen ? number * 10 : number;
    }

    /// <summary>Some sources call the age rating <c>rating</c>: <c>PG-13 - Teens 13 or older</c>.</summary>
    private static bool IsAgeRating(FieldValue value) =>
        value is { Name.Key: "rating", Text: { } text } && text.Any(char.IsLetter) && !double.TryParse(text, out _);

    private static double? Minutes(FieldValue value)
    {
        if (value.IsObject)
        {
            var isSeconds = string.Equals(value.Member("unit")?.Text, "SECONDS", StringComparison.OrdinalIgnoreCase);
            return isSeconds ? Parse(value.Member("value")?.Text) / 60 : null;
        }

        if (Parse(value.Text) is { } number)
        {
            return value.Name.Key is "averageepisodeduration" or "durationseconds" or "runtimeseconds" ? number / 60 : number;
        }

        return value.Text is { } text && Length().Match(text) is { Success: true, Length: > 0 } match
            ? Part(match, "h") * 60 + Part(match, "m") + Part(match, "s") / 60
            : null;
    }

    private static double Part(Match match, string group) =>
        match.Groups[group] is { Success: true } part ? double.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;

    private static double? Parse(string? text)
    {
        text = text?.Trim();
        if (text is not null && Grouped().IsMatch(text))
        {
            text = text.Replace(",", "", StringComparison.Ordinal);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    [GeneratedRegex(@"^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^\s*(?<part>[0-9.]+)\s*(?:%|/\s*(?<whole>[0-9.]+))\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fraction();

    [GeneratedRegex(
        @"^\s*(?:PT)?(?:(?<h>[0-9]+)\s*h(?:ou)?r?s?\.?\s*)?(?:(?<m>[0-9]+)\s*m(?:in)?(?:ute)?s?\.?\s*)?"
        + @"(?:(?<s>[0-9]+)\s*s(?:ec)?(?:ond)?s?\.?\s*)?(?:per ep\.?)?\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Length();
}
