using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Counts, by the database's own means, for filters by collection, state and stage.</summary>
internal static class ImageCounts
{
    /// <summary>Pictures of a collection, and a number that changes when one comes or goes.</summary>
    public const string OfCollection = "SELECT coalesce(sum(pictures), 0), coalesce(sum(turnover), 0) FROM image_counts WHERE collection_id = $collection";

    /// <summary>Whether the filter asks for nothing that is not counted.</summary>
    public static bool Serve(ItemFilter filter) => filter is { JobId: null, Code: null };

    public static string Of(string where) => $"SELECT coalesce(sum(pictures), 0) FROM image_counts{where}";
}
