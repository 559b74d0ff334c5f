using System.Data.Common;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Queries of grains over pictures only; every query uses an index.</summary>
internal sealed class SqlImageStore(IDocumentDatabase database, StoredImages stored) : IImageStore
{
    public string? FindRefusal(SourceEntry.Picture picture) => PictureRefusal.Find(database, picture);

    public Task<IReadOnlyList<KnownImage>> ListKnownAsync(CollectionId collection, string? afterKey, int limit, CancellationToken cancellationToken) =>
        ListAsync(stored.Sql.Known, Known, cancellationToken, ("@collection", collection.Value), ("@after", afterKey ?? ""), ("@limit", limit));

    public Task<(long Bytes, long Files)> SumRenditionsAsync(CacheFolderId folder, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ImageTallies.OfFolder(session, stored.Sql, folder), cancellationToken);

    public Task<IReadOnlyList<PlacedImage>> ListInFolderAsync(CacheFolderId folder, int limit, CancellationToken cancellationToken) =>
        ListAsync(
            stored.Sql.InFolder,
            row => new PlacedImage(row.Id<ImageId>(0), row.Id<CollectionId>(1)),
            cancellationToken,
            ("@folder", folder.Value), ("@limit", limit));

    public Task<IReadOnlyList<NamedRenditions>> ListNamedAsync(
        CollectionId collection, CacheFolderId folder, string? afterKey, int limit, CancellationToken cancellationToken) => ListAsync(
        stored.Sql.NamedOfCollection,
        NamedRows.Read,
        cancellationToken,
        ("@folder", folder.Value), ("@collection", collection.Value), ("@after", afterKey ?? ""), ("@limit", limit));

    public async Task<IReadOnlyList<NamedRenditions>> FindNamedAsync(IReadOnlyList<ImageId> images, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            session => images.SelectMany(id => session.Query(stored.Sql.NamedOfImage, NamedRows.Read, ("@id", id.Value))).ToList(), cancellationToken);

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string sql, Func<DbDataReader, T> map, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters) =>
        await database.ReadAsync(session => session.Query(sql, map, parameters), cancellationToken);

    private static KnownImage Known(DbDataReader row) => new(
        row.Id<ImageId>(0),
        row.GetString(1),
        row.GetString(2),
        row.TextOrNull(3),
        row.GetInt64(4),
        row.Time(5),
        EnumNames<ItemState>.Parse(row.GetString(6)),
        row.TextOrNull(7),
        row.IdOrNull<JobId>(8),
        new FileStamp(row.TimeOrNull(9), row.NumberOrNull(10)));
}
