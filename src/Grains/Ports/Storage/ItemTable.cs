using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>Where the items of a kind are stored.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Of the table, and of the state of its grains.</param>
/// <param name="RecordType">What is stored: derives from <see cref="ItemRecord"/>.</param>
/// <param name="SchemaVersion">Of that record's shape.</param>
/// <param name="Blank">A record of that id with nothing in it, to show an item whose document cannot be read.</param>
public sealed record ItemTable(ItemKind Kind, string Name, Type RecordType, int SchemaVersion, Func<string, ItemRecord> Blank);
