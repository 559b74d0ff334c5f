namespace MediaPipeline.Storage.Sql.Images;

/// <summary>The questions to the table of pictures. Where the planner has a choice the index is named.</summary>
internal static class ImageSql
{
    public const string Known =
        """
        SELECT id, sort_key, path, entry, source_bytes, source_modified_at, state, recipe, job_id FROM images INDEXED BY images_by_collection
        WHERE collection_id = $collection AND sort_key > $after ORDER BY sort_key LIMIT $limit
        """;

    public const string ByState =
        "SELECT id FROM images INDEXED BY images_by_job WHERE job_id = $job AND state = $state ORDER BY sort_key LIMIT $limit";

    public const string WaitingFor =
        "SELECT id FROM images INDEXED BY images_by_resource WHERE job_id = $job AND waiting_resource = $resource LIMIT $limit";

    public const string FirstWait =
        $"SELECT {ImageRows.Columns} FROM images AS i INDEXED BY images_by_job WHERE i.job_id = $job AND i.state = 'waiting' ORDER BY i.sort_key LIMIT 1";

    public const string Due = "SELECT id, due_at FROM images INDEXED BY images_due WHERE shard = $shard AND due_at <= $now ORDER BY due_at LIMIT $limit";

    public const string SumOfFolder =
        "SELECT coalesce(sum(rendition_bytes), 0), coalesce(sum(rendition_count), 0) FROM images INDEXED BY images_by_folder WHERE cache_folder_id = $folder";

    public const string InFolder =
        "SELECT id, collection_id FROM images INDEXED BY images_by_folder WHERE cache_folder_id = $folder ORDER BY rendition_bytes, rendition_count LIMIT $limit";

    public const string FailedIn = "SELECT count(*) FROM images INDEXED BY images_by_failed_job WHERE failed_job_id = $job";

    public const string ErrorsOf =
        $"SELECT {ImageRows.Columns} FROM images AS i INDEXED BY images_by_failed_job WHERE i.failed_job_id = $job ORDER BY i.row LIMIT $limit";

    public const string Find = $"SELECT {ImageRows.Columns} FROM images AS i WHERE i.id = $id";

    public const string FindRow = $"SELECT {ImageRows.Columns} FROM images AS i WHERE i.row = $row";

    public const string RowOf = "SELECT row FROM images WHERE id = $id";

    // The whole index, once: it is small, and the answer is kept.
    public const string Stages =
        "SELECT state, stage, count(*), min(entered_at), sum(CASE WHEN entered_at < $before THEN 1 ELSE 0 END) FROM images INDEXED BY images_by_state GROUP BY state, stage";

    public const string CountDead = "SELECT count(*) FROM images INDEXED BY images_dead WHERE state IN ('failed', 'quarantined')";

    /// <summary>A part of the index that holds them alone, walked from its end.</summary>
    public const string DeadRows =
        "SELECT row AS page_row FROM images INDEXED BY images_dead WHERE state IN ('failed', 'quarantined') ORDER BY entered_at DESC, row DESC LIMIT $limit OFFSET $offset";

    public static string Dead { get; } = PageOf(DeadRows);

    public static string Matching(ImageFilter filter) => filter.Where.Length == 0
        ? "SELECT id FROM images INDEXED BY images_id WHERE id > $after ORDER BY id LIMIT $limit"
        : $"SELECT id FROM images INDEXED BY {filter.Index}{filter.Where} AND id > $after ORDER BY id LIMIT $limit";

    /// <summary>The rows of a page of a collection, by the index alone, from a picture on.</summary>
    public const string PageRowsForwards =
        "SELECT row AS page_row FROM images INDEXED BY images_by_collection WHERE collection_id = $collection AND sort_key >= $key ORDER BY sort_key LIMIT $limit OFFSET $offset";

    /// <summary>The same in front of a picture, the nearest first.</summary>
    public const string PageRowsBackwards =
        "SELECT row AS page_row FROM images INDEXED BY images_by_collection WHERE collection_id = $collection AND sort_key < $key ORDER BY sort_key DESC LIMIT $limit OFFSET $offset";

    public static string PageForwards { get; } = PageOf(PageRowsForwards);

    public static string PageBackwards { get; } = PageOf(PageRowsBackwards);

    public static string Page(ImageFilter filter) => PageOf(PageRows(filter));

    /// <summary>The rows of a page, by the index alone.</summary>
    public static string PageRows(ImageFilter filter) =>
        $"SELECT row AS page_row FROM images INDEXED BY {filter.Index}{filter.Where} ORDER BY {filter.Order} LIMIT $limit OFFSET $offset";

    public static string Count(ImageFilter filter) => filter.IsCounted ? ImageCounts.Of(filter.Where) : $"SELECT count(*) FROM images INDEXED BY {filter.Index}{filter.Where}";

    // What lies before the page is passed in the index, without a look at a document.
    private static string PageOf(string rows) =>
        $"SELECT {ImageRows.Columns} FROM (SELECT page_row, row_number() OVER () AS place FROM ({rows}) AS page_rows) AS page CROSS JOIN images AS i ON i.row = page_row ORDER BY place";
}
