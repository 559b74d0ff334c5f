using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;

namespace MediaPipeline.Grains.Jobs.DeleteCollection;

/// <summary>A deletion of a collection as it is stored.</summary>
public sealed record DeleteCollectionRecord : JobRecord
{
    public CollectionId CollectionId { get; init; }

    internal override string FirstPhase => "deleting";

    internal override CollectionId? OfCollection => CollectionId;

    internal override string? ItemKind => ImageStages.Kind.Name;

    internal override string? CancelRefusal => $"Job {Id} deletes a collection and cannot be cancelled.";
}
