using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Media;

/// <summary>Queries of grains over media titles only; every query uses an index.</summary>
internal sealed class SqlMediaStore(IDocumentDatabase database) : IMediaStore
{
    private const string Known = $"SELECT id, {MediaTable.Signature}, state, job_id FROM {StateNames.Media} WHERE id = @id";

    public Task<IReadOnlyList<KnownTitle>> FindKnownAsync(IReadOnlyList<MediaId> titles, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<KnownTitle>>(
            session => [.. titles.SelectMany(title => session.Query(
                Known,
                row => new KnownTitle(row.Id<MediaId>(0), row.TextOrNull(1) ?? "", EnumNames<ItemState>.Parse(row.GetString(2)), row.IdOrNull<JobId>(3)),
                ("@id", title.Value)))],
            cancellationToken);
}
