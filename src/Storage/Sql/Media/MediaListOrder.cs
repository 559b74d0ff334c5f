using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Storage.Sql.Media;

/// <summary>An order of titles: the index of <c>media_listed</c> that is walked, what no two titles have alike in it, and the direction.</summary>
/// <param name="Index">Null where the titles found are sorted.</param>
internal sealed record MediaListOrder(string? Index, Keyset Keys, bool Descending = false)
{
    private const string Media = "m.media";

    // Has room for the length of any title.
    private const long NextRank = 10_000;

    /// <summary>What comes after a position.</summary>
    public string After => Keys.After(Descending ? "<" : ">");

    public string Sql => string.Join(", ", Keys.Columns.Select(column => Descending ? $"{column} DESC" : column));

    public static MediaListOrder Of(SqlSyntax syntax, MediaFilter filter)
    {
        var (sort, descending) = filter.Order ?? (filter.Words is null ? MediaOrder.ByTitle : new MediaOrder(MediaSort.Relevance));
        return sort switch
        {
            MediaSort.Year => ByNumber("year", "99999"),
            MediaSort.Score => ByNumber("score", "1000000000000001"),
            MediaSort.Popularity => ByNumber("popularity", "1000000000000001"),
            MediaSort.ImportedAt => new MediaListOrder("by_imported", Numbers("m.imported_at"), descending),
            MediaSort.Relevance => new MediaListOrder(null, Numbers(Rank(syntax))),
            _ => new MediaListOrder(filter.Type is null ? "by_title" : "by_type", new Keyset(("m.sort_key", typeof(string))), descending),
        };

        MediaListOrder ByNumber(string column, string none) => descending
            ? new MediaListOrder($"by_{column}_down", Numbers($"coalesce(m.{column}, -{none})"), Descending: true)
            : new MediaListOrder($"by_{column}", Numbers($"coalesce(m.{column}, {none})"));
    }

    private static Keyset Numbers(string column) => new((column, typeof(long)), (Media, typeof(long)));

    // The words are the title; are in titles; are elsewhere. Of each the shortest titles first. Nothing in it depends on other titles, so that a cursor keeps
    // its place whatever is added.
    private static string Rank(SqlSyntax syntax) =>
        $"(CASE WHEN m.name = folded({MediaCondition.Asked}) THEN 0 WHEN m.media IN ({syntax.TitlesWith(MediaCondition.Question, inTitle: true)}) THEN {NextRank} "
        + $"ELSE {2 * NextRank} END + CASE WHEN length(m.name) < {NextRank} THEN length(m.name) ELSE {NextRank - 1} END)";
}
