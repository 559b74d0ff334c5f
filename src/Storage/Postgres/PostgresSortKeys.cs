using MediaPipeline.Grains;
using Npgsql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>Brings the stored sort keys of pictures up to the current order, page by page.</summary>
internal static class PostgresSortKeys
{
    private const int PageSize = 5_000;

    public static void Renew(NpgsqlConnection connection)
    {
        long? last = long.MinValue;
        while (last is { } after)
        {
            var (rows, keys) = Read(connection, after);
            if (rows.Count > 0)
            {
                Write(connection, rows, keys);
            }

            last = rows.Count == PageSize ? rows[^1] : null;
        }
    }

    private static (List<long> Rows, List<string> Keys) Read(NpgsqlConnection connection, long after)
    {
        using var command = new NpgsqlCommand("SELECT row, sort_key FROM images WHERE row > $1 AND sort_key IS NOT NULL ORDER BY row LIMIT $2", connection)
        {
            Parameters = { new() { Value = after }, new() { Value = PageSize } },
        };
        using var reader = command.ExecuteReader();
        var (rows, keys) = (new List<long>(), new List<string>());
        while (reader.Read())
        {
            rows.Add(reader.GetInt64(0));
            keys.Add(FirstNaturalKey.Renew(reader.GetString(1)));
        }

        return (rows, keys);
    }

    private static void Write(NpgsqlConnection connection, List<long> rows, List<string> keys)
    {
        using var command = new NpgsqlCommand(
            "UPDATE images SET document = jsonb_set(document, '{sortKey}', to_jsonb(renewed.key)) "
            + "FROM unnest($1::bigint[], $2::text[]) AS renewed (row, key) WHERE images.row = renewed.row", connection)
        {
            Parameters = { new() { Value = rows }, new() { Value = keys } },
        };
        command.ExecuteNonQuery();
    }
}
