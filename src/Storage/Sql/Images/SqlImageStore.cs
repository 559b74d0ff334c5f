using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using System.Data.Common;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>What grains ask the stored pictures; every question is answered from an index.</summary>
internal sealed class SqlImageStore(IDocumentDatabase database, TimeProvider time) : IImageStore, IItemStore
{
    public string? FindRefusal(SourceEntry.Picture picture) => PictureRefusal.Find(database, picture);

    public Task InsertAbsentAsync<T>(IReadOnlyList<T> items, CancellationToken cancellationToken)
        where T : ItemRecord
    {
        cancellationToken.ThrowIfCancellationRequested();
        var documents = new (string Id, string Document)[items.Count];
        for (var i = 0; i < documents.Length; i++)
        {
            documents[i] = (items[i].ItemId, DocumentJson.Write(items[i]));
        }

        return database.WriteAsync(session => session.InsertImages(documents, DocumentStatements.FirstETag(time)), documents.Length, compound: true);
    }

    public Task<IReadOnlyList<KnownImage>> ListKnownAsync(CollectionId collection, string? afterKey, int limit, CancellationToken cancellationToken) =>
        ListAsync(ImageSql.Known, Known, cancellationToken, ("$collection", collection.Value), ("$after", afterKey ?? ""), ("$limit", limit));

    public async Task<IReadOnlyList<string>> ListByStateAsync(JobId job, IReadOnlyList<ItemState> states, int limit, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var state in states)
        {
            found.AddRange(await ListAsync(
                ImageSql.ByState, Text, cancellationToken, ("$job", job.Value), ("$state", EnumNames<ItemState>.Name(state)), ("$limit", limit - found.Count)));
        }

        return found;
    }

    public async Task<IReadOnlyList<string>> ListMatchingAsync(ItemFilter filter, string? after, int limit, CancellationToken cancellationToken) =>
        ImageFilter.Of(filter) is { } matching
            ? await ListAsync(ImageSql.Matching(matching), Text, cancellationToken, [.. matching.Parameters, ("$after", after ?? ""), ("$limit", limit)])
            : [];

    public Task<IReadOnlyList<string>> ListWaitingForAsync(JobId job, string resource, int limit, CancellationToken cancellationToken) =>
        ListAsync(ImageSql.WaitingFor, Text, cancellationToken, ("$job", job.Value), ("$resource", resource), ("$limit", limit));

    public Task<JobTally> TallyAsync(JobId job, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ImageTallies.OfJob(session, job), cancellationToken);

    public Task<(long Bytes, long Files)> SumRenditionsAsync(CacheFolderId folder, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ImageTallies.OfFolder(session, folder), cancellationToken);

    public Task<IReadOnlyList<PlacedImage>> ListInFolderAsync(CacheFolderId folder, int limit, CancellationToken cancellationToken) =>
        ListAsync(ImageSql.InFolder, row => new PlacedImage(Id(row), row.Id<CollectionId>(1)), cancellationToken, ("$folder", folder.Value), ("$limit", limit));

    public Task<IReadOnlyList<NamedRenditions>> ListNamedAsync(CollectionId collection, CacheFolderId folder, string? afterKey, int limit, CancellationToken cancellationToken) => ListAsync(
        NamedRows.OfCollection, NamedRows.Read, cancellationToken, ("$folder", folder.Value), ("$collection", collection.Value), ("$after", afterKey ?? ""), ("$limit", limit));

    public async Task<IReadOnlyList<NamedRenditions>> FindNamedAsync(IReadOnlyList<ImageId> images, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => images.SelectMany(id => session.Query(NamedRows.OfImage, NamedRows.Read, ("$id", id.Value))).ToList(), cancellationToken);

    public async Task<WaitingFor?> FindFirstWaitAsync(JobId job, CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.First(ImageSql.FirstWait, row => ImageRows.Read(row).WaitingFor, ("$job", job.Value)), cancellationToken);

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string sql, Func<DbDataReader, T> map, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters) =>
        await database.ReadAsync(session => session.Query(sql, map, parameters), cancellationToken);

    private static string Text(DbDataReader row) => row.GetString(0);

    private static ImageId Id(DbDataReader row) => row.Id<ImageId>(0);

    private static KnownImage Known(DbDataReader row) => new(
        row.Id<ImageId>(0),
        row.GetString(1),
        row.GetString(2),
        row.TextOrNull(3),
        row.GetInt64(4),
        row.Time(5),
        EnumNames<ItemState>.Parse(row.GetString(6)),
        row.TextOrNull(7),
        row.IdOrNull<JobId>(8));
}
