using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>A second kind of item, which has no schema file, no collections, and two columns of its own.</summary>
public sealed record NoteRecord : ItemRecord
{
    public const string Written = "written";

    public static ItemKind Kind { get; } = new("note", "note_", typeof(IItemGrain), [Written, "checked", ItemKind.Live]);

    public static ItemTable Table { get; } = new(
        Kind, "notes", typeof(NoteRecord), 3, (id, column) => new NoteRecord { Id = id, Topic = column("topic") ?? "" })
    {
        Columns = [new("topic", "topic"), new("pages", "size.pages", IsInteger: true)],
        Indexes = [new("by_topic", "topic", "pages")],
    };

    public string Id { get; init; } = "";

    public string Topic { get; init; } = "";

    public NoteSize Size { get; init; } = new(1);

    [JsonIgnore] public override string ItemId => Id;

    [JsonIgnore] public override string Name => Topic;

    /// <summary>A note whose id follows from its number.</summary>
    public static NoteRecord Of(int number, ItemState state = ItemState.Pending, string stage = Written) => new()
    {
        Id = $"note_{number:x32}",
        Topic = $"topic {number}",
        SortKey = $"{number:0000}",
        JobId = Some.ScanJob,
        State = state,
        Stage = stage,
        EnteredAt = Some.Time,
    };

    public static NoteRecord FailedOf(int number) => Of(number, ItemState.Failed) with
    {
        FailedJobId = Some.ScanJob,
        LastError = new ItemError("tooLong", "Too long.", "checked", Some.Time),
    };
}

public sealed record NoteSize(int Pages);
