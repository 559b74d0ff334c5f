using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Ports.Storage;
using System.Data.Common;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>The renditions that stored states name, without reading whole documents into states.</summary>
internal static class NamedRows
{
    public const string Paths =
        "json_extract(document, '$.thumbnail.path', '$.thumbnail.bytes', '$.cache.path', '$.cache.bytes')";

    /// <summary>Every row of the page, so that its end is known; the documents of those in the folder only.</summary>
    public const string OfCollection =
        $"""
        SELECT id, sort_key, cache_folder_id, CASE WHEN cache_folder_id = $folder AND rendition_count > 0 THEN {Paths} END FROM images INDEXED BY images_by_collection
        WHERE collection_id = $collection AND sort_key > $after ORDER BY sort_key LIMIT $limit
        """;

    public const string OfImage = $"SELECT id, sort_key, cache_folder_id, {Paths} FROM images WHERE id = $id AND rendition_count > 0";

    public static NamedRenditions Read(DbDataReader row) =>
        new(row.Id<ImageId>(0), row.GetString(1), row.IdOrNull<CacheFolderId>(2), row.IsDBNull(3) ? [] : Files(row.GetString(3)));

    private static List<NamedFile> Files(string pathsAndBytes)
    {
        using var json = System.Text.Json.JsonDocument.Parse(pathsAndBytes);
        var values = json.RootElement;
        var files = new List<NamedFile>(2);
        for (var i = 0; i < values.GetArrayLength(); i += 2)
        {
            if (values[i].GetString() is { } path)
            {
                files.Add(new NamedFile(path, values[i + 1].GetInt64()));
            }
        }

        return files;
    }
}
