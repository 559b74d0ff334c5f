using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage.Similarity;

namespace MediaPipeline.Storage.Sql.Images;

internal sealed class SqlSimilarImageReader(IDocumentDatabase database, StoredImages stored, DuplicateGroups groups) : ISimilarImageReader
{
    public async Task<SimilarImages?> ListSimilarAsync(ImageView image, SimilarRequest request, CancellationToken cancellationToken) =>
        FingerprintOf(image) is { } sought
            ? await database.ReadAsync(session => Search(session, image.Id, sought, request, cancellationToken), cancellationToken)
            : null;

    public async Task<Page<NearDuplicateGroup>> ListNearDuplicatesAsync(
        CollectionId collection, int maxDistance, PageRequest page, CancellationToken cancellationToken)
    {
        var found = await groups.FindAsync(collection, maxDistance, cancellationToken);
        var list = $"near-duplicates {collection} {maxDistance}";
        var first = page.Cursor is { } cursor
            ? await FindFirstAsync(collection, found, PageCursor.Read(list, cursor, typeof(long), typeof(long), typeof(string)), cancellationToken)
            : (int)Math.Min(page.Offset, found.Groups.Count);
        var count = Math.Min(page.Size, found.Groups.Count - first);
        var shown = await database.ReadAsync(
            session => Enumerable.Range(first, count).Select(group => Show(session, found, group, cancellationToken)).ToList(), cancellationToken);
        var next = first + count < found.Groups.Count && count > 0 ? await CursorBehindAsync(list, found, first + count - 1, cancellationToken) : null;
        return page.Filled(shown, found.Groups.Count, next);
    }

    /// <summary>A group is ordered by its size, then by its first picture: its row and, in case that is gone, its place in natural order.</summary>
    private async Task<string> CursorBehindAsync(string list, DuplicateGroups.Found found, int group, CancellationToken cancellationToken)
    {
        var row = found.Rows[found.Groups[group][0]];
        var key = await database.ReadAsync(session => session.First(stored.Sql.SortKeyOfRow, one => one.GetString(0), ("@row", row)), cancellationToken);
        return PageCursor.Write(list, (long)found.Groups[group].Length, row, key ?? "");
    }

    private async Task<int> FindFirstAsync(
        CollectionId collection, DuplicateGroups.Found found, IReadOnlyList<object> keys, CancellationToken cancellationToken)
    {
        var (size, row) = ((long)keys[0], (long)keys[1]);
        var place = found.Rows.IndexOf(row);
        var passed = place >= 0 ? place + 1 : await database.ReadAsync(
            session => session.Number(stored.Sql.FingerprintsUpTo, ("@collection", collection.Value), ("@key", keys[2])), cancellationToken);
        return Enumerable.Range(0, found.Groups.Count).FirstOrDefault(
            group => found.Groups[group].Length < size || (found.Groups[group].Length == size && found.Groups[group][0] >= passed), found.Groups.Count);
    }

    private SimilarImages Search(SqlSession session, ImageId self, Fingerprint sought, SimilarRequest request, CancellationToken cancellationToken)
    {
        var own = session.Number(stored.Sql.RowOf, ("@id", self.Value));
        var nearest = new NearestRows(sought, request.Limit, request.MaxDistance);
        FingerprintRows.Read(session, stored.Sql, request.CollectionId, (row, fingerprint) => TakeOther(nearest, own, row, fingerprint), cancellationToken);
        var items = nearest.Nearest.Select(found => (found.Distance, Image: View(session, found.Row))).Where(found => found.Image is not null);
        return new SimilarImages([.. items.Select(found => new SimilarImage(found.Distance, found.Image!))], nearest.Total, request.Limit, request.MaxDistance);
    }

    private static void TakeOther(NearestRows nearest, long own, long row, Fingerprint fingerprint)
    {
        if (row != own)
        {
            nearest.Take(row, fingerprint);
        }
    }

    /// <summary>The groups may be a few seconds old: pictures that were removed or changed since are left out.</summary>
    private NearDuplicateGroup Show(SqlSession session, DuplicateGroups.Found found, int group, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var members = found.Groups[group];
        var (shown, first) = (new List<SimilarImage>(), (Fingerprint?)null);
        foreach (var place in members[..Math.Min(members.Length, NearDuplicateGroup.MostImages)])
        {
            if (View(session, found.Rows[place]) is { } image && FingerprintOf(image) is { } fingerprint)
            {
                first ??= fingerprint;
                shown.Add(new SimilarImage(Fingerprint.Distance(first.Value, fingerprint), image));
            }
        }

        return new NearDuplicateGroup(members.Length, [.. shown.Where(image => image.Distance < Fingerprint.Unrelated)]);
    }

    private ImageView? View(SqlSession session, long row) =>
        session.First(stored.Sql.FindRow, found => ImageViews.ToView(stored.Read(found)), ("@row", row));

    private static Fingerprint? FingerprintOf(ImageView image) => Fingerprint.Of(image.PerceptualHash, image.DominantColour);
}
