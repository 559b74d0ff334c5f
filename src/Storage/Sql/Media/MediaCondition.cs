using System.Text;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Storage.Sql.Media;

/// <summary>A filter as conditions over <c>media_listed AS m</c>.</summary>
internal sealed class MediaCondition
{
    public const string Asked = "@asked", Question = "@question";

    private readonly SqlSyntax _syntax;
    private readonly StringBuilder _where = new("TRUE");
    private readonly StringBuilder _ofItem = new();
    private readonly List<(string, object?)> _parameters = [];

    public MediaCondition(SqlSyntax syntax, MediaFilter filter)
    {
        _syntax = syntax;
        Add(_where, "m.type =", "@type", filter.Type);
        Add(_where, "m.year >=", "@from", filter.YearFrom);
        Add(_where, "m.year <=", "@to", filter.YearTo);
        Add(_ofItem, "state =", "@state", filter.State is { } state ? EnumNames<ItemState>.Name(state) : null);
        Add(_ofItem, "stage =", "@stage", filter.Stage);
        Add(_ofItem, "job_id =", "@job", filter.JobId?.Value);
        if (_ofItem.Length > 0)
        {
            _where.Append(" AND m.media IN (SELECT row FROM media WHERE TRUE").Append(_ofItem).Append(')');
        }

        AddTerms("genre", filter.Genres);
        AddTerms("tag", filter.Tags);
        AddWords(filter.Words);
    }

    public string Where => _where.ToString();

    public (string Name, object? Value)[] Parameters => [.. _parameters];

    /// <summary>Whether it asks for words and there are none, so that no title can match.</summary>
    public bool IsEmpty { get; private set; }

    private void AddWords(string? text)
    {
        if (text is null)
        {
            return;
        }

        var words = SearchText.WordsOf(text);
        IsEmpty = words.Count == 0;
        _where.Append(" AND m.media IN (").Append(_syntax.TitlesWith(Question, inTitle: false)).Append(')');
        _parameters.Add((Question, _syntax.QuestionOf(words)));
        _parameters.Add((Asked, Storable(text)));
    }

    private void AddTerms(string kind, IReadOnlyList<string> names)
    {
        foreach (var (index, name) in names.Index())
        {
            var parameter = $"@{kind}{index}";
            _where.Append(" AND m.media IN (SELECT media FROM media_terms WHERE term IN (SELECT term FROM terms WHERE kind = '").Append(kind)
                .Append("' AND key = folded(").Append(parameter).Append(")))");
            _parameters.Add((parameter, Storable(name)));
        }
    }

    // PostgreSQL takes neither NUL nor halves of surrogates, so no stored text has one.
    private static string Storable(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0 ? " " : rune.ToString()));

    private void Add(StringBuilder to, string comparison, string name, object? value)
    {
        if (value is not null)
        {
            to.Append(" AND ").Append(comparison).Append(' ').Append(name);
            _parameters.Add((name, value is int number ? (long)number : value));
        }
    }
}
