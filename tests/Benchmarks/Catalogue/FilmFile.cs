using System.Globalization;
using System.Text.Json;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Search.Embedding;

namespace MediaPipeline.Benchmarks.Catalogue;

/// <summary>Films with a text, evenly from all years.</summary>
internal sealed class FilmFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Film[] _films;

    /// <param name="directory">With JSON arrays of title, year, cast, genres, href, extract and thumbnail.</param>
    public FilmFile(string directory, int count)
    {
        var films = Directory.GetFiles(directory, "movies-*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => JsonSerializer.Deserialize<Film[]>(File.ReadAllText(file), Json)!)
            .Where(film => film.Extract is { Length: > 0 })
            .ToArray();
        _films = [.. Enumerable.Range(0, Math.Min(count, films.Length)).Select(i => films[(int)((long)i * films.Length / count)])];
    }

    public int Count => _films.Length;

    /// <summary>What is embedded of them.</summary>
    public string[] Texts() =>
        [.. _films.Select(film => EmbeddedText.Of(new MediaFacts { Title = film.Title, Year = film.Year, Genres = film.Genres, Synopsis = film.Extract })!)];

    /// <summary>Writes them as JSON lines. With another prefix they are other titles with the same texts.</summary>
    public string Write(string path, string prefix)
    {
        File.WriteAllLines(path, _films.Select((film, i) =>
            JsonSerializer.Serialize(film with { Id = string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}"), Type = "movie" }, Json)));
        return path;
    }

    /// <summary>A record of such a file.</summary>
    public static Film Parse(string line) => JsonSerializer.Deserialize<Film>(line, Json)!;
}

internal sealed record Film(
    string Title, int? Year, IReadOnlyList<string> Cast, IReadOnlyList<string> Genres, string? Extract, string? Thumbnail, string? Id = null, string? Type = null);
