namespace MediaPipeline.Connectors.Mapping;

/// <summary>The titles of a record by language. Those of no known language, and further ones of a language, are synonyms.</summary>
/// <param name="shown">The title to show, which is no synonym.</param>
internal sealed class TitleList(string? shown)
{
    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);
    private readonly List<string> _others = [];

    public IReadOnlyDictionary<string, string> Titles => _titles;

    public IReadOnlyList<string> Synonyms => [.. _others.Except([.. _titles.Values, shown ?? ""], StringComparer.Ordinal)];

    /// <param name="language">BCP 47; null where it is not known.</param>
    public TitleList Add(string? language, string? title)
    {
        if (title is not null && (language is null || !_titles.TryAdd(language, title)))
        {
            _others.Add(title);
        }

        return this;
    }

    public TitleList Add(IEnumerable<string> synonyms)
    {
        _others.AddRange(synonyms);
        return this;
    }
}
