using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Embedding;

/// <summary>Uses of vectors that are not stored yet: so that reading them costs a write now and then, not one each time.</summary>
internal sealed class EmbeddingUses(TimeProvider clock)
{
    private const int Most = 8192;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private UsesToStore _open = new(clock.GetUtcNow());

    /// <summary>Notes what was looked up.</summary>
    /// <returns>What is to be stored now; null while that can wait.</returns>
    public UsesToStore? Add(VectorSpace space, IReadOnlyCollection<string> asked, HashSet<string> found)
    {
        lock (_lock)
        {
            _open.Add(space, found, asked.Count - found.Count);
            return _open.Count >= Most || clock.GetUtcNow() - _open.Since >= Longest ? TakeOpen() : null;
        }
    }

    /// <summary>All that is not stored.</summary>
    public UsesToStore Take()
    {
        lock (_lock)
        {
            return TakeOpen();
        }
    }

    private UsesToStore TakeOpen()
    {
        var open = _open;
        _open = new UsesToStore(clock.GetUtcNow());
        return open;
    }
}

/// <param name="Since">When the first one may have been noted.</param>
internal sealed record UsesToStore(DateTimeOffset Since)
{
    public Dictionary<(VectorSpace Space, string Signature), int> Uses { get; } = [];

    public Dictionary<string, (long Hits, long Misses)> Models { get; } = new(StringComparer.Ordinal);

    public int Count => Uses.Count;

    public void Add(VectorSpace space, HashSet<string> found, int missed)
    {
        foreach (var signature in found)
        {
            Uses[(space, signature)] = Uses.GetValueOrDefault((space, signature)) + 1;
        }

        var (hits, misses) = Models.GetValueOrDefault(space.Model);
        Models[space.Model] = (hits + found.Count, misses + missed);
    }
}
