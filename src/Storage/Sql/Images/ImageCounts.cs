namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Counts of pictures by collection, state and stage, which the database keeps: triggers in SQLite, a view over an index in PostgreSQL.</summary>
internal static class ImageCounts
{
    /// <summary>Pictures of a collection, and a number that changes when one is added or removed.</summary>
    public const string OfCollection = "SELECT coalesce(sum(pictures), 0), coalesce(sum(turnover), 0) FROM image_counts WHERE collection_id = @collection";

    public static string Of(string where) => $"SELECT coalesce(sum(pictures), 0) FROM image_counts{where}";
}
