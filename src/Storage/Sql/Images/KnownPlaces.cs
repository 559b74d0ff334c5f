using System.Collections.Concurrent;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Places in the order of collections, as long as nothing comes or goes there.</summary>
internal sealed class KnownPlaces
{
    private const int MostCollections = 256;
    private readonly ConcurrentDictionary<CollectionId, PlacesOfOrder> _known = new();

    public PlacesOfOrder Of(CollectionId collection, long turnover, long total)
    {
        if (_known.TryGetValue(collection, out var places) && places.Turnover == turnover)
        {
            return places;
        }

        if (_known.Count >= MostCollections)
        {
            _known.Clear();
        }

        return _known[collection] = new PlacesOfOrder(turnover, total);
    }
}
