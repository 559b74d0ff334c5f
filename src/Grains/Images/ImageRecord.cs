using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Grains.Images;

/// <summary>A picture as it is stored. Never returned to callers: they get an <see cref="ImageView"/>.</summary>
[GenerateSerializer, Immutable, Alias("ImageRecord")]
public sealed record ImageRecord : ItemRecord
{
    /// <summary>Version of this shape, raised when it changes.</summary>
    public const int CurrentSchema = 1;

    public ImageRecord() => Stage = ImageStages.Discovered;

    [JsonIgnore] public override string ItemId => Id.Value;
    [JsonIgnore] public override string Name => ImageViews.NameOf(Path, ReadableEntry);
    [JsonIgnore] public override string FullName => ReadableEntry ?? Path;
    [JsonIgnore] public override string? ErrorEntry => ReadableEntry;
    [JsonIgnore] public override CollectionId? OfCollection => CollectionId;

    /// <summary>The entry's display name; null for a file.</summary>
    [JsonIgnore] public string? ReadableEntry => EntryName ?? Entry;

    [Id(0)] public ImageId Id { get; init; }
    [Id(1)] public CollectionId CollectionId { get; init; }

    /// <summary>Path below the collection's root, with <c>/</c>.</summary>
    [Id(2)] public string Path { get; init; } = "";

    /// <summary>Identity in the archive at that path; null for a file.</summary>
    [Id(3)] public string? Entry { get; init; }

    /// <summary>Length of the original when it was last looked at.</summary>
    [Id(5)] public long SourceBytes { get; init; }

    /// <summary>The original's time of change when it was last looked at.</summary>
    [Id(6)] public DateTimeOffset SourceModifiedAt { get; init; }
    [Id(18)] public PictureFacts? Facts { get; init; }
    [Id(19)] public StoredRendition? Thumbnail { get; init; }

    /// <summary>The viewing rendition; stored and sent as <c>cache</c>.</summary>
    [Id(20), JsonPropertyName("cache")] public StoredRendition? Viewing { get; init; }

    /// <summary>The folder of its renditions; null if it never had any.</summary>
    [Id(21)] public CacheFolderId? CacheFolderId { get; init; }

    /// <summary>Sum of both renditions; the size of a cache folder is the sum of these.</summary>
    [Id(22)] public long RenditionBytes { get; init; }
    [Id(23)] public int RenditionCount { get; init; }

    /// <summary>The options that its renditions were made with; when they change, the next scan renders again.</summary>
    [Id(24)] public string? Recipe { get; init; }
    [Id(25)] public IReadOnlyList<Fault> Warnings { get; init; } = [];
    [Id(26)] public string? Placeholder { get; init; }
    [Id(27)] public string? DominantColour { get; init; }
    [Id(28)] public string? PerceptualHash { get; init; }

    /// <summary>The entry's readable name; null for a file.</summary>
    [Id(33)] public string? EntryName { get; init; }

    /// <summary>The original's <see cref="FileStamp"/> when it was last looked at; null where it is not known, as in records of version 1.0.</summary>
    [Id(34)] public DateTimeOffset? SourceChangedAt { get; init; }
    [Id(35)] public long? SourceInode { get; init; }

    /// <summary>What its job found, if that is a scan that reads all again; null otherwise.</summary>
    [Id(36)] public Verification? Verification { get; init; }

    [JsonIgnore] public FileStamp SourceStamp => new(SourceChangedAt, SourceInode);

    public ImageRecord WithStamp(FileStamp stamp) => stamp == SourceStamp ? this : this with { SourceChangedAt = stamp.ChangedAt, SourceInode = stamp.Inode };
}
