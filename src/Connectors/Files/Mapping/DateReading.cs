using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>Reads dates as precisely as they are written, and never more so. The time of an instant, and its zone, are left out.</summary>
internal static partial class DateReading
{
    public const int MinYear = 1000, MaxYear = 2999;
    private const string Remedy = "write 1999, 1999-10 or 1999-10-20, of the years 1000 to 2999, or leave it out";

    // US and British notation of the day in words; what is all in numbers and slashes is ambiguous.
    private static readonly string[] Days = ["MMM d yyyy", "MMMM d yyyy", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy"], Months = ["MMM yyyy", "MMMM yyyy"];

    /// <summary>The first date that there is for a field.</summary>
    public static string? Read(IEnumerable<FieldValue> values, FaultList faults)
    {
        foreach (var value in values.Where(value => !value.IsUnknown && !IsSeason(value)))
        {
            if (Parse(value) is { } date)
            {
                return date.Length > 0 ? date : null;
            }

            faults.Add(value, Remedy);
        }

        return null;
    }

    /// <summary>The first year that there is: 1999, 1999.0, <c>Fall 1999</c>, the year of a date, or the first of 1999–2001.</summary>
    public static int? ReadYear(IEnumerable<FieldValue> values, FaultList faults)
    {
        foreach (var value in values.Where(value => !value.IsUnknown))
        {
            var year = value.IsObject ? value.Member("year") : value;
            if (value.IsObject && year is null)
            {
                continue;
            }

            if (year is { Text: { } text } && (YearOf(text) ?? Parse(year.Value)) is [_, _, _, _, ..] date)
            {
                return int.Parse(date.AsSpan(0, 4), CultureInfo.InvariantCulture);
            }

            faults.Add(year ?? value, $"write a year from {MinYear} to {MaxYear}, or leave it out");
        }

        return null;
    }

    /// <summary>First and last day of <c>Oct 4, 2006 to Jun 27, 2007</c> or of <c>{"from":…,"to":…}</c>.</summary>
    public static (string? Start, string? End) ReadPeriod(IEnumerable<FieldValue> values, FaultList faults)
    {
        foreach (var value in values)
        {
            var (from, to) = value.Text?.Split(" to ", 2) switch
            {
                [var first, var second] => (FieldValue.Of(value.Name, first), FieldValue.Of(value.Name, second)),
                [_] => (value, null),
                _ when value.IsObject => (value.Member("from"), value.Member("to")),
                _ => (value, (FieldValue?)null),
            };
            return (Read(from is { } start ? [start] : [], faults), Read(to is { } end ? [end] : [], faults));
        }

        return (null, null);
    }

    /// <summary>Null if it is no date; empty if all of its parts are null.</summary>
    private static string? Parse(FieldValue value) => value switch
    {
        { IsObject: true } => OfParts(value.Json),
        { Text: { } text } => OfText(text.Trim()),
        _ => null,
    };

    private static string? OfText(string text)
    {
        if (IsoDate().Match(text) is { Success: true } iso)
        {
            return Join(Number(iso, "y"), Number(iso, "m"), Number(iso, "d"));
        }

        var words = text.Replace(",", " ", StringComparison.Ordinal).Replace(".", " ", StringComparison.Ordinal);
        words = PlainText.Fold(words);
        return Exact(words, Days) is { } day ? Join(day.Year, day.Month, day.Day) : Exact(words, Months) is { } month ? Join(month.Year, month.Month, 0) : null;
    }

    private static DateTime? Exact(string text, string[] formats) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string? OfParts(JsonElement parts)
    {
        var numbers = new int[3];
        foreach (var (i, name) in new[] { "year", "month", "day" }.Index())
        {
            var hasPart = parts.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null;
            if (hasPart && (part.ValueKind != JsonValueKind.Number || !part.TryGetInt32(out numbers[i])))
            {
                return null;
            }
        }

        return numbers is [0, ..] ? "" : Join(numbers[0], numbers[1], numbers[2]);
    }

    /// <summary>A month or day that is 0 is not known.</summary>
    private static string? Join(int year, int month, int day)
    {
        var isDate = year is >= MinYear and <= MaxYear && month is >= 0 and <= 12
            && (day == 0 || (month > 0 && day > 0 && day <= DateTime.DaysInMonth(year, month)));
        return !isDate ? null : month == 0 ? $"{year:D4}" : day == 0 ? $"{year:D4}-{month:D2}" : $"{year:D4}-{month:D2}-{day:D2}";
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } part ? int.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;

    private static string? YearOf(string text) =>
        YearAlone().Match(text) is { Success: true } match ? Join(Number(match, "y"), 0, 0) : null;

    private static bool IsSeason(FieldValue value) => value.Text is { } text && Season().IsMatch(text);

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?:[-/](?<m>[0-9]{1,2})(?:[-/](?<d>[0-9]{1,2})(?:[T ][0-9].*)?)?)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IsoDate();

    [GeneratedRegex(
        @"^\s*(?:(?:winter|spring|summer|fall|autumn)\s+)?(?<y>[0-9]{4})(?:\.0+|\s*[-–]\s*(?:[0-9]{4})?)?\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex YearAlone();

    [GeneratedRegex(@"^\s*(?:winter|spring|summer|fall|autumn)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Season();
}
