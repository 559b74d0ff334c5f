using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.TestKit.Notes;

/// <summary>A note: a kind of item that no program has. Its text is reserved as a file, checked, approved by a person, and published.</summary>
[GenerateSerializer, Immutable, Alias("NoteRecord")]
public sealed record NoteRecord : ItemRecord
{
    public const string TableName = "notes", Written = "written", Reserved = "reserved", Checked = "checked", Approved = "approved", Published = "published";

    public NoteRecord() => Stage = Written;

    public static ItemKind Kind { get; } = new("note", "note_", typeof(INoteGrain), [Written, Reserved, Checked, Approved, Published, ItemKind.Live]);

    public static ItemTable Table { get; } = new(
        Kind, TableName, typeof(NoteRecord), 3, (id, column) => new NoteRecord { Id = id, Topic = column("topic") ?? "" })
    {
        Columns = [new("topic", "topic"), new("pages", "size.pages", IsInteger: true)],
        Indexes = [new("by_topic", "topic", "pages")],
    };

    [JsonIgnore] public override string ItemId => Id;
    [JsonIgnore] public override string Name => Topic;
    [Id(0)] public string Id { get; init; } = "";
    [Id(1)] public string Topic { get; init; } = "";
    [Id(2)] public NoteSize Size { get; init; } = new(1);

    /// <summary>The reserved file; null while there is none.</summary>
    [Id(3)] public string? File { get; init; }
}

[GenerateSerializer, Immutable, Alias("NoteSize")]
public sealed record NoteSize([property: Id(0)] int Pages);
