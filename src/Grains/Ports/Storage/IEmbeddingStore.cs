using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>Vectors of texts, kept so that no text is embedded twice; and by which text each title is found. A text is known by its signature.</summary>
public interface IEmbeddingStore
{
    /// <summary>Those of the texts that have a vector. Counts as a use of each; the figures of uses may lack those of the last seconds before a crash.</summary>
    Task<IReadOnlySet<string>> FindAsync(VectorSpace space, IReadOnlyCollection<string> signatures, CancellationToken cancellationToken);

    /// <summary>The vectors of those texts that have one. Not counted as a use.</summary>
    Task<IReadOnlyDictionary<string, float[]>> ReadAsync(VectorSpace space, IReadOnlyCollection<string> signatures, CancellationToken cancellationToken);

    /// <summary>Keeps vectors; those of texts that have one already stay as they are.</summary>
    Task AddAsync(VectorSpace space, IReadOnlyCollection<(string Signature, float[] Vector)> vectors, CancellationToken cancellationToken);

    /// <summary>Lets titles be found by these texts, of which the vectors are kept; null: by none any more.</summary>
    Task AssignAsync(string kind, IReadOnlyCollection<(MediaId Title, string? Signature)> titles, CancellationToken cancellationToken);

    /// <summary>The texts by which those titles are found; titles that never had one are left out.</summary>
    Task<IReadOnlyDictionary<MediaId, string?>> FindAssignedAsync(string kind, IReadOnlyCollection<MediaId> titles, CancellationToken cancellationToken);

    /// <summary>What has changed about the vectors of titles, in the order in which it was stored: a title that changes again comes again.</summary>
    /// <param name="after">The highest number that was seen; 0: from the beginning.</param>
    Task<IReadOnlyList<TitleVector>> FollowAsync(VectorSpace space, long after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Looks at some of the vectors, in a fixed order, and deletes those that were not used since that time. Of the model in use those by which a title is found
    /// are kept.
    /// </summary>
    /// <param name="after">Where the last call ended; null: from the beginning.</param>
    Task<EmbeddingSweep> CleanAsync(string modelInUse, DateTimeOffset before, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Every model of which vectors are kept.</summary>
    Task<IReadOnlyList<EmbeddingModelFigures>> ListModelsAsync(CancellationToken cancellationToken);
}

/// <summary>Vectors that can be compared with each other.</summary>
/// <param name="Model">As <see cref="Embedding.ITextEmbedder.Model"/>.</param>
/// <param name="Kind">What of a title is embedded, for example <see cref="VectorKinds.Synopsis"/>.</param>
public readonly record struct VectorSpace(string Model, string Kind);

/// <summary>What of a title is embedded; stored by these names.</summary>
public static class VectorKinds
{
    /// <summary>Title, year, genres and synopsis.</summary>
    public const string Synopsis = "synopsis";
}

/// <param name="Number">Higher than that of everything stored before.</param>
/// <param name="Vector">Null: it has none of that model.</param>
public sealed record TitleVector(long Number, MediaId Title, float[]? Vector);

/// <param name="Next">Where to go on; null at the end.</param>
public sealed record EmbeddingSweep(int Deleted, string? Next);

/// <param name="Dimensions">Length of its vectors.</param>
/// <param name="Entries">Texts that have a vector of it.</param>
/// <param name="Hits">How often a text that was looked up had one.</param>
/// <param name="Misses">How often it had none.</param>
public sealed record EmbeddingModelFigures(string Model, int Dimensions, long Entries, long Hits, long Misses);
