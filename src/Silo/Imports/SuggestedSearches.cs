using System.Globalization;
using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Silo.Imports;

/// <summary>Searches that each find a title of an import, for a first look around.</summary>
internal static class SuggestedSearches
{
    /// <param name="server">Its address.</param>
    /// <param name="titles">In the order in which they are listed, at least one: of those that a search finds, the first one is named.</param>
    public static IEnumerable<string> Of(string server, IReadOnlyList<MediaView> titles)
    {
        yield return Line(server, titles[0], "by its type", $"type={Uri.EscapeDataString(titles[0].Type)}");
        var dated = titles.Where(title => title.Year is not null).ToList();
        if (dated.Count == 0)
        {
            yield break;
        }

        var (year, decade) = (dated[dated.Count / 2].Year!.Value, dated[^1].Year!.Value / 10 * 10);
        yield return Line(server, dated.First(title => title.Year == year), "by its year", Years(year, year));
        yield return Line(server, dated.First(title => title.Year / 10 * 10 == decade), "by its decade", Years(decade, decade + 9));
    }

    private static string Years(int from, int to) => string.Create(CultureInfo.InvariantCulture, $"yearFrom={from}&yearTo={to}");

    private static string Line(string server, MediaView title, string how, string query) =>
        $"  {server}/api/v1/media?{query}  finds '{Printable.Of(title.Title)}' {how}";
}
