using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using System.Data.Common;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>What grains ask the stored pictures; every question is answered from an index.</summary>
internal sealed class SqlImageStore(IDocumentDatabase database, TimeProvider time) : IImageStore
{
    public string? FindRefusal(SourceEntry.Picture picture) => PictureRefusal.Find(database, picture);

    public Task InsertAbsentAsync(IReadOnlyList<ImageState> images, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var documents = new (string Id, string Document)[images.Count];
        for (var i = 0; i < documents.Length; i++)
        {
            documents[i] = (images[i].Id.Value, DocumentJson.Write(images[i]));
        }

        return database.WriteAsync(session => session.InsertImages(documents, DocumentStatements.FirstETag(time)), documents.Length, compound: true);
    }

    public Task<IReadOnlyList<KnownImage>> ListKnownAsync(CollectionId collection, string? afterKey, int limit, CancellationToken cancellationToken) =>
        ListAsync(ImageSql.Known, Known, cancellationToken, ("$collection", collection.Value), ("$after", afterKey ?? ""), ("$limit", limit));

    public Task<IReadOnlyList<ImageId>> ListDrivableAsync(JobId job, int limit, CancellationToken cancellationToken) =>
        ListAsync(ImageSql.Drivable, Id, cancellationToken, ("$job", job.Value), ("$limit", limit));

    public async Task<IReadOnlyList<ImageId>> ListByStateAsync(JobId job, IReadOnlyList<ItemState> states, int limit, CancellationToken cancellationToken)
    {
        var found = new List<ImageId>();
        foreach (var state in states)
        {
            found.AddRange(await ListAsync(
                ImageSql.ByState, Id, cancellationToken, ("$job", job.Value), ("$state", EnumNames<ItemState>.Name(state)), ("$limit", limit - found.Count)));
        }

        return found;
    }

    public async Task<IReadOnlyList<ImageId>> ListMatchingAsync(ItemFilter filter, ImageId? after, int limit, CancellationToken cancellationToken) =>
        ImageFilter.Of(filter) is { } matching
            ? await ListAsync(ImageSql.Matching(matching), Id, cancellationToken, [.. matching.Parameters, ("$after", after?.Value ?? ""), ("$limit", limit)])
            : [];

    public Task<IReadOnlyList<ImageId>> ListWaitingForAsync(JobId job, string resource, int limit, CancellationToken cancellationToken) =>
        ListAsync(ImageSql.WaitingFor, Id, cancellationToken, ("$job", job.Value), ("$resource", resource), ("$limit", limit));

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
