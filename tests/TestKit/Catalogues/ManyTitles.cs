using System.Globalization;
using System.Text.Json;

namespace MediaPipeline.TestKit.Catalogues;

/// <summary>A catalogue file of any length, the same each time. Some records are about titles of earlier ones, some are invalid, some come twice.</summary>
public static class ManyTitles
{
    private const int Seed = 20_261;
    private const int Lag = 40;

    private static readonly string[] Words = """
        amber anchor autumn beacon bridge candle canyon castle circus cipher comet copper crown desert diamond dragon echo ember engine falcon fever
        forest garden ghost glacier harbour hollow island ivory journey kingdom lantern letter marble meadow midnight mirror monsoon mountain night
        ocean orchard palace paper pilot planet prairie promise queen quiet raven river road saffron sailor secret shadow silver smoke sparrow
        station stone storm summer tempest theatre thunder tiger train valley velvet violet voyage wagon waltz wedding widow willow winter wolf
        """.Split([' ', '\n']);

    private static readonly string[] Genres = ["Action", "Comedy", "Crime", "Drama", "Horror", "Musical", "Mystery", "Romance", "Thriller", "War", "Western"];

    /// <summary>Writes JSON lines, one record each.</summary>
    public static string Write(string path, int count)
    {
        using var file = File.CreateText(path);
        foreach (var line in Lines(count))
        {
            file.WriteLine(line);
        }

        return path;
    }

    private static IEnumerable<string> Lines(int count)
    {
        var chance = new Random(Seed);
        var recent = new Queue<string>();
        for (var i = 1; i <= count; i++)
        {
            var line = i switch
            {
                _ when recent.Count == Lag && i % 101 == 0 => recent.Peek(),
                _ when i % 103 == 0 => $$"""{"id":"{{i}}","title":"Cut off""",
                _ => JsonSerializer.Serialize(Record(i, chance)),
            };
            recent.Enqueue(line);
            if (recent.Count > Lag)
            {
                recent.Dequeue();
            }

            yield return line;
        }
    }

    private static Dictionary<string, object> Record(int number, Random chance)
    {
        var of = number % 50 == 0 ? number - Lag : number;
        var record = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["id"] = number % 107 == 0 ? "no id of its own" : number.ToString(CultureInfo.InvariantCulture),
            ["type"] = "movie",
            ["title"] = string.Create(CultureInfo.InvariantCulture, $"The {Some(chance, 3)} {number}"),
            ["imdb"] = string.Create(CultureInfo.InvariantCulture, $"tt{of:D8}"),
            ["year"] = 1950 + of % 70,
            ["genres"] = chance.GetItems(Genres, 2),
            ["score"] = Math.Round(chance.NextDouble() * 100, 1),
            ["synopsis"] = $"{Some(chance, 40)}.",
        };
        if (number % 97 == 0)
        {
            record["year"] = "soon";
        }

        return record;
    }

    private static string Some(Random chance, int words) => string.Join(' ', chance.GetItems(Words, words));
}
