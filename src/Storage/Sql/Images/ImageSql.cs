using MediaPipeline.Contracts.Images;
using MediaPipeline.Storage.Sql.Items;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Queries that only the table of pictures has. The index is named where SQLite's planner would have a choice.</summary>
internal sealed class ImageSql
{
    // The condition of the index, word for word, so that SQLite takes it as met.
    private const string WithFingerprint = "WHERE fingerprint IS NOT NULL AND state <> 'missing'";

    public ImageSql(SqlSyntax syntax, ItemSql items)
    {
        var byCollection = $"images{syntax.IndexedBy("images_by_collection")}";
        var byFolder = $"images{syntax.IndexedBy("images_by_folder")}";
        var byFingerprint = $"images{syntax.IndexedBy("images_by_fingerprint")}";
        var renditions = syntax.MembersOfDocument("thumbnail.path", "thumbnail.bytes", "cache.path", "cache.bytes");
        var stages = string.Join(", ", ImageStages.Kind.Stages.Select(stage => $"sum(CASE WHEN stage = '{stage}' THEN 1 ELSE 0 END)"));

        FindRow = $"SELECT {items.Columns} FROM images AS i WHERE i.row = @row";
        Known = $"""
            SELECT id, sort_key, path, entry, source_bytes, source_modified_at, state, recipe, job_id, source_changed_at, source_inode FROM {byCollection}
            WHERE collection_id = @collection AND sort_key > @after ORDER BY sort_key LIMIT @limit
            """;
        SumOfFolder = $"SELECT coalesce(sum(rendition_bytes), 0), coalesce(sum(rendition_count), 0) FROM {byFolder} WHERE cache_folder_id = @folder";
        InFolder = $"SELECT id, collection_id FROM {byFolder} WHERE cache_folder_id = @folder ORDER BY rendition_bytes, rendition_count LIMIT @limit";
        TallyOfCollection = $"SELECT state, {stages}, sum(source_bytes), sum(rendition_bytes)"
            + $" FROM images{syntax.IndexedBy("images_by_collection_state")} WHERE collection_id = @collection GROUP BY state";
        NamedOfCollection = $"""
            SELECT id, sort_key, cache_folder_id, CASE WHEN cache_folder_id = @folder AND rendition_count > 0 THEN {renditions} END FROM {byCollection}
            WHERE collection_id = @collection AND sort_key > @after ORDER BY sort_key LIMIT @limit
            """;
        NamedOfImage = $"SELECT id, sort_key, cache_folder_id, {renditions} FROM images WHERE id = @id AND rendition_count > 0";
        PageRowsForwards = $"SELECT row AS page_row FROM {byCollection} WHERE collection_id = @collection AND sort_key >= @key"
            + " ORDER BY sort_key LIMIT @limit OFFSET @offset";
        PageRowsBackwards = $"SELECT row AS page_row FROM {byCollection} WHERE collection_id = @collection AND sort_key < @key"
            + " ORDER BY sort_key DESC LIMIT @limit OFFSET @offset";
        PageForwards = items.PageOf(PageRowsForwards, Keys);
        PageBackwards = items.PageOf(PageRowsBackwards, Keys);
        FingerprintsUpTo = $"SELECT count(*) FROM {byFingerprint} {WithFingerprint} AND collection_id = @collection AND sort_key <= @key";
        Fingerprints = $"SELECT row, fingerprint FROM {byFingerprint} {WithFingerprint} ORDER BY collection_id, sort_key";
        FingerprintsOfCollection = $"SELECT row, fingerprint FROM {byFingerprint} {WithFingerprint} AND collection_id = @collection ORDER BY sort_key";
    }

    /// <summary>What the pictures of a collection are ordered by.</summary>
    public static Keyset Keys { get; } = new(("sort_key", typeof(string)));

    public string Known { get; }

    public string SumOfFolder { get; }

    public string InFolder { get; }

    public string FindRow { get; }

    public string RowOf => "SELECT row FROM images WHERE id = @id";

    /// <summary>By state, a column for each stage, then bytes of the sources and of the renditions.</summary>
    public string TallyOfCollection { get; }

    /// <summary>Every row of the page, so that its end is known; the renditions of those in the folder only, without reading whole documents.</summary>
    public string NamedOfCollection { get; }

    public string NamedOfImage { get; }

    /// <summary>The rows of a page of a collection, by the index alone, from a picture on.</summary>
    public string PageRowsForwards { get; }

    /// <summary>The same in front of a picture, the nearest first.</summary>
    public string PageRowsBackwards { get; }

    public string PageForwards { get; }

    public string PageBackwards { get; }

    /// <summary>Rows with their fingerprints, in natural order within their collections, from the index alone.</summary>
    public string Fingerprints { get; }

    public string FingerprintsOfCollection { get; }

    /// <summary>How many fingerprints of a collection come up to a sort key.</summary>
    public string FingerprintsUpTo { get; }

    public string SortKeyOfRow => "SELECT sort_key FROM images WHERE row = @row";
}
