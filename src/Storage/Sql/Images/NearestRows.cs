using MediaPipeline.Storage.Similarity;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Keeps the nearest of all rows added; equally near ones in the order in which they were added.</summary>
internal sealed class NearestRows(Fingerprint sought, int limit, int maxDistance)
{
    private readonly List<long>[] _byDistance = [.. Enumerable.Range(0, maxDistance + 1).Select(_ => new List<long>())];

    /// <summary>How many are near enough, also those that are not kept.</summary>
    public long Total { get; private set; }

    public IEnumerable<(int Distance, long Row)> Nearest => _byDistance.SelectMany((rows, distance) => rows.Select(row => (distance, row))).Take(limit);

    public void Take(long row, Fingerprint fingerprint)
    {
        var distance = Fingerprint.Distance(sought, fingerprint);
        if (distance > maxDistance)
        {
            return;
        }

        Total++;
        if (_byDistance[distance].Count < limit)
        {
            _byDistance[distance].Add(row);
        }
    }
}
