using System.Runtime.CompilerServices;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>One step of comparing a source with the store.</summary>
/// <param name="SortKey">Position in the common order; null for what has none.</param>
/// <param name="Entry">What the source has there.</param>
/// <param name="Known">What the store has there.</param>
/// <param name="Unreadable">Known, but its folder or archive could not be listed: neither seen nor gone.</param>
internal sealed record ScanStep(string? SortKey, SourceEntry? Entry, KnownImage? Known, bool Unreadable = false);

/// <summary>Walks a source and the store side by side, both in the order of their sort keys, with a page of each in memory.</summary>
internal static class ScanMerge
{
    public static async IAsyncEnumerable<ScanStep> WalkAsync(
        IAsyncEnumerable<SourceEntry> source, IAsyncEnumerable<KnownImage> store, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var unreadable = new List<string>();
        await using var known = store.GetAsyncEnumerator(cancellationToken);
        var more = await known.MoveNextAsync();
        await foreach (var entry in source.WithCancellation(cancellationToken))
        {
            if (entry is not SourceEntry.Picture picture)
            {
                if (entry is SourceEntry.Unreadable closed)
                {
                    unreadable.Add(closed.KeyPrefix);
                }

                yield return new ScanStep(null, entry, null);
                continue;
            }

            if (picture.Growing && NaturalKey.IsOfArchive(picture.SortKey))
            {
                unreadable.Add(picture.SortKey);
            }

            while (more && NaturalKey.Compare(known.Current.SortKey, picture.SortKey) < 0)
            {
                yield return Unseen(known.Current, unreadable);
                more = await known.MoveNextAsync();
            }

            var match = more && string.Equals(known.Current.SortKey, picture.SortKey, StringComparison.Ordinal) ? known.Current : null;
            yield return new ScanStep(picture.SortKey, picture, match);
            more = match is null ? more : await known.MoveNextAsync();
        }

        while (more)
        {
            yield return Unseen(known.Current, unreadable);
            more = await known.MoveNextAsync();
        }
    }

    /// <summary>The known items, page by page; one page is read while the previous one is used.</summary>
    public static async IAsyncEnumerable<KnownImage> KnownAsync(
        IImageStore images, CollectionId collection, string? afterKey, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var ahead = images.ListKnownAsync(collection, afterKey, pageSize, cancellationToken);
        try
        {
            while (await ahead is { Count: > 0 } page)
            {
                ahead = images.ListKnownAsync(collection, page[^1].SortKey, pageSize, cancellationToken);
                foreach (var known in page)
                {
                    yield return known;
                }
            }
        }
        finally
        {
            // Not needed when the walk stops early, so its result is ignored.
            await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static ScanStep Unseen(KnownImage known, List<string> unreadable) =>
        new(known.SortKey, null, known, unreadable.Exists(prefix => known.SortKey.StartsWith(prefix, StringComparison.Ordinal)));
}
