using System.Collections.Concurrent;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Known offsets in the order of each collection, valid until a picture is added or removed.</summary>
internal sealed class CollectionOffsets
{
    private const int MostCollections = 256;
    private readonly ConcurrentDictionary<CollectionId, KnownOffsets> _known = new();

    public KnownOffsets Of(CollectionId collection, long version, long total)
    {
        if (_known.TryGetValue(collection, out var offsets) && offsets.Version == version)
        {
            return offsets;
        }

        if (_known.Count >= MostCollections)
        {
            _known.Clear();
        }

        return _known[collection] = new KnownOffsets(version, total);
    }
}
