using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>Turns the values of a record into what it says of a title, in common terms.</summary>
/// <param name="mediaType">Of records that name none of their own.</param>
internal sealed class RecordMapper(string? mediaType, int maxListItems)
{
    private const int MaxSynopsisLength = 100_000;

    // Names of people and titles have commas in them, titles also semicolons.
    private const string Separators = "|;,", TitleSeparators = "|";

    public CatalogueRecord Map(RecordFields fields, long number, string place)
    {
        var faults = new FaultList();
        var facts = Map(fields, faults);
        return new(number, place, facts, faults.Faults);
    }

    private MediaFacts Map(RecordFields fields, FaultList faults)
    {
        var titles = TitleReading.Read(fields, maxListItems, faults);
        var before = faults.Faults.Count;
        var title = TextReading.Read(fields[CatalogueField.Title].Where(value => !value.IsObject), faults, TitleReading.MaxLength) ?? titles.Shown;
        if (title is null && faults.Faults.Count == before)
        {
            faults.Add("title is missing; write one.");
        }

        var type = MediaTypeReading.Read(fields, mediaType?.ToLowerInvariant(), faults);
        var (from, to) = DateReading.ReadPeriod(fields[CatalogueField.Period], faults);
        var start = DateReading.Read(fields[CatalogueField.Start], faults) ?? from;
        var year = DateReading.ReadYear(fields[CatalogueField.Year].Concat(fields[CatalogueField.Season]), faults) ?? YearOf(start);
        var externalIds = ExternalIdReading.Read(fields, MediaTypeReading.Medium(fields, type), faults);
        if (type is null)
        {
            faults.Add("type is missing; write anime, manga, movie or tv, or name the media type of the import.");
        }

        return new()
        {
            Source = "file",
            ExternalId = ReadId(fields, faults) ?? ExternalIdReading.Identify(externalIds, fields) ?? Derive(type, title, year),
            Type = type ?? "",
            ExternalIds = externalIds,
            Title = title,
            Titles = titles.Titles,
            Synonyms = ReadSynonyms(fields, titles, title, faults),
            Synopsis = TextReading.Read(fields[CatalogueField.Synopsis].Where(value => !value.IsUnknown), faults, MaxSynopsisLength),
            Genres = ReadList(fields, CatalogueField.Genres, faults),
            Tags = ReadList(fields, CatalogueField.Tags, faults),
            StartDate = start,
            EndDate = DateReading.Read(fields[CatalogueField.End], faults) ?? to,
            Year = year,
            Episodes = NumberReading.ReadEpisodes(fields[CatalogueField.Episodes], faults),
            Minutes = NumberReading.ReadMinutes(fields[CatalogueField.Length], faults),
            Status = MarkReading.ReadStatus(fields[CatalogueField.Status], faults),
            Score = NumberReading.ReadScore(fields[CatalogueField.Score], fields.Has(CatalogueField.Export), faults),
            Popularity = NumberReading.ReadPopularity(fields[CatalogueField.Popularity], faults),
            Adult = MarkReading.ReadAdult(fields, faults),
            CoverUrl = CoverReading.Read(fields[CatalogueField.Cover], faults),
            Cast = ReadList(fields, CatalogueField.Cast, faults),
            Characters = CharacterReading.Read(fields[CatalogueField.Characters], faults, maxListItems),
        };
    }

    private IReadOnlyList<string> ReadList(RecordFields fields, CatalogueField field, FaultList faults) =>
        TextReading.ReadList(fields[field], Separators, faults, maxListItems);

    private IReadOnlyList<string> ReadSynonyms(RecordFields fields, TitleReading titles, string? title, FaultList faults) =>
        [.. TextReading.ReadList(fields[CatalogueField.Synonyms], TitleSeparators, faults, maxListItems).Concat(titles.Synonyms)
            .Where(synonym => synonym.Length > 0 && !string.Equals(synonym, title, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];

    private static string? ReadId(RecordFields fields, FaultList faults) => TextReading.Read(fields[CatalogueField.Id], faults, ExternalIdReading.MaxLength);

    private static int? YearOf(string? date) => date is null ? null : int.Parse(date.AsSpan(0, 4), CultureInfo.InvariantCulture);

    private static string Derive(string? type, string? title, int? year) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{type}\n{title}\n{year}"))));
}
