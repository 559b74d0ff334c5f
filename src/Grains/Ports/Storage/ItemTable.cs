using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>
/// Where the items of a kind are stored. At start a missing table is created, and missing columns and indexes are added: those common to all kinds, and the
/// kind's own. So a kind needs no schema file.
/// </summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Of the table, and of the state of its grains: lower-case letters and underscores.</param>
/// <param name="RecordType">What is stored: derives from <see cref="ItemRecord"/>.</param>
/// <param name="SchemaVersion">Of that record's shape.</param>
/// <param name="Blank">
/// A record of that id, to show an item whose document cannot be read. The values of its own columns, as text, are read by their names; the common ones are
/// filled in afterwards.
/// </param>
public sealed record ItemTable(ItemKind Kind, string Name, Type RecordType, int SchemaVersion, Func<string, Func<string, string?>, ItemRecord> Blank)
{
    /// <summary>The column of a kind whose items belong to collections; a filter by collection matches only such kinds.</summary>
    public const string CollectionColumn = "collection_id";

    /// <summary>Its own columns, which the database derives from the document.</summary>
    public IReadOnlyList<ItemColumn> Columns { get; init; } = [];

    /// <summary>Its own indexes.</summary>
    public IReadOnlyList<ItemIndex> Indexes { get; init; } = [];

    /// <summary>The column with what a job found by reading an item again, which is counted; null for kinds that are not read again.</summary>
    public string? VerificationColumn { get; init; }

    /// <summary>Whether its items belong to collections.</summary>
    public bool HasCollections => Columns.Any(column => string.Equals(column.Name, CollectionColumn, StringComparison.Ordinal));
}

/// <summary>A column that the database derives from the document.</summary>
/// <param name="Name">Lower-case letters and underscores.</param>
/// <param name="Path">The member of the document, with dots between levels: <c>waitingFor.resource</c>.</param>
/// <param name="IsInteger">Whole numbers, and times as Unix milliseconds; otherwise text.</param>
public sealed record ItemColumn(string Name, string Path, bool IsInteger = false);

/// <summary>An index over columns of the table, its own and those that every kind has.</summary>
/// <param name="Name">What follows the table's name: <c>by_airtime</c> makes <c>episodes_by_airtime</c>.</param>
/// <param name="Columns">In their order.</param>
public sealed record ItemIndex(string Name, params IReadOnlyList<string> Columns);
