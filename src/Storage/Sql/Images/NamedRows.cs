using System.Data.Common;
using System.Text.Json;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>The renditions that stored pictures name, without reading whole documents.</summary>
internal static class NamedRows
{
    public static NamedRenditions Read(DbDataReader row) =>
        new(row.Id<ImageId>(0), row.GetString(1), row.IdOrNull<CacheFolderId>(2), row.IsDBNull(3) ? [] : Files(row.GetString(3)));

    private static List<NamedFile> Files(string pathsAndBytes)
    {
        using var json = JsonDocument.Parse(pathsAndBytes);
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
