using System.Data.Common;
using System.Globalization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;

namespace MediaPipeline.Storage.Sql.Items;

/// <summary>Reads items of one kind from rows. An item whose document cannot be read is built from its columns, as quarantined.</summary>
internal sealed class ItemRows(ItemTable table, DocumentFormat format)
{
    /// <summary>These are followed by the kind's own.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["id", "stage", "job_id", "entered_at", "document"];

    public ItemRecord Read(DbDataReader row)
    {
        var id = row.GetString(0);
        try
        {
            return (ItemRecord)format.Read(table.RecordType, row.GetFieldValue<byte[]>(4), table.Name, id);
        }
        catch (UnreadableStateException error)
        {
            return ItemViews.Unreadable(
                table.Blank(id, column => Text(row, column)), row.TextOrNull(1), row.IdOrNull<JobId>(2), row.Time(3), error.InnerException!.Message);
        }
    }

    private string? Text(DbDataReader row, string column)
    {
        var position = Columns.Count + table.Columns.Index().First(own => string.Equals(own.Item.Name, column, StringComparison.Ordinal)).Index;
        return row.IsDBNull(position) ? null : Convert.ToString(row.GetValue(position), CultureInfo.InvariantCulture);
    }
}
