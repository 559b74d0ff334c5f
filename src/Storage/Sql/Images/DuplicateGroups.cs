using System.Runtime.InteropServices;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Storage.Similarity;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>
/// The groups of a collection. One computation at a time, since memory use grows with the collection; the last result is cached as long as a count of the same
/// duration, so that turning pages does not compute again.
/// </summary>
internal sealed class DuplicateGroups(IDocumentDatabase database, StoredImages stored, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private Kept? _last;

    /// <summary>The groups as rows of the table.</summary>
    public async Task<Found> FindAsync(CollectionId collection, int maxDistance, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } last && last.Collection == collection && last.MaxDistance == maxDistance && clock.GetTimestamp() < last.Until)
            {
                return last.Found;
            }

            var start = clock.GetTimestamp();
            var found = await ComputeAsync(collection, maxDistance, cancellationToken);
            var span = CountCache.KeepFor(clock.GetElapsedTime(start));
            _last = span is null ? null : new Kept(
                collection, maxDistance, found, clock.GetTimestamp() + (long)(span.Value.TotalSeconds * clock.TimestampFrequency));
            return found;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Found> ComputeAsync(CollectionId collection, int maxDistance, CancellationToken cancellationToken)
    {
        var (rows, fingerprints) = await database.ReadAsync(session => Read(session, collection, cancellationToken), cancellationToken);

        // The connection is free again while this computes.
        var groups = await Task.Run(() => NearDuplicates.Find(CollectionsMarshal.AsSpan(fingerprints), maxDistance, cancellationToken), cancellationToken);
        return new Found(rows, groups);
    }

    private (List<long> Rows, List<Fingerprint> Fingerprints) Read(SqlSession session, CollectionId collection, CancellationToken cancellationToken)
    {
        var (rows, fingerprints) = (new List<long>(), new List<Fingerprint>());
        FingerprintRows.Read(session, stored.Sql, collection, Take, cancellationToken);
        return (rows, fingerprints);

        void Take(long row, Fingerprint fingerprint)
        {
            rows.Add(row);
            fingerprints.Add(fingerprint);
        }
    }

    /// <param name="Rows">Of all pictures that were compared, in natural order.</param>
    internal sealed record Found(List<long> Rows, NearDuplicates Groups);

    private sealed record Kept(CollectionId Collection, int MaxDistance, Found Found, long Until);
}
