using System.Globalization;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Grains.Jobs.Import;

/// <summary>Reads the source of an import page by page. A file stays open between pages.</summary>
/// <param name="pass">Told of each record of a file that was taken before an interruption.</param>
internal sealed class ImportReader(ICatalogueFile files, CatalogueSources sources, TimeProvider clock, Action<OfferedFacts> pass) : IAsyncDisposable
{
    // From the first record on, also after an interruption: which ids were there before must be known.
    private IAsyncEnumerator<CatalogueRecord>? _records;

    public async ValueTask DisposeAsync()
    {
        if (_records is { } open)
        {
            _records = null;
            await open.DisposeAsync();
        }
    }

    /// <exception cref="ProviderUnavailableException">The source is down.</exception>
    public async Task<ImportPage> ReadAsync(ImportRecord job, int pageSize)
    {
        var most = (job.Limit ?? long.MaxValue) - job.Report.Read;
        if (most <= 0)
        {
            return new ImportPage([], Next: null);
        }

        var source = job.Sources[job.SourceIndex];
        return sources.FileOf(source, job.Path) is { } path
            ? await ReadFileAsync(job, path, (int)Math.Min(pageSize, most))
            : await ReadProviderAsync(job, sources.Find(source), most);
    }

    private async Task<ImportPage> ReadProviderAsync(ImportRecord job, ICatalogueSource source, long most)
    {
        var page = await source.ReadAsync(new SourceQuery(job.MediaType!, job.List), job.Cursor, CancellationToken.None);
        var offers = page.Records.Take((int)Math.Min(page.Records.Count, most)).Select(record => OfferOf(job, record)).ToArray();
        return offers.Length < page.Records.Count
            ? new ImportPage(offers, Next: null)
            : new ImportPage(offers, page.Next, EndsIfKnown: page.IsNewestFirst);
    }

    private async Task<ImportPage> ReadFileAsync(ImportRecord job, string path, int pageSize)
    {
        var after = job.Cursor is { } cursor ? long.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        _records ??= files.ReadAsync(path, job.MediaType ?? MediaTypes.Unknown, after: 0, CancellationToken.None).GetAsyncEnumerator();
        var page = new List<OfferedFacts>();
        var last = after;
        try
        {
            while (page.Count < pageSize && await _records.MoveNextAsync())
            {
                var (record, offer) = (_records.Current, OfferOf(job, _records.Current));
                if (record.Number > after)
                {
                    page.Add(offer);
                    last = record.Number;
                }
                else
                {
                    pass(offer);
                }
            }
        }
        catch (CatalogueFileException e)
        {
            return new ImportPage(page, Next: null, e);
        }

        return new ImportPage(page, page.Count == pageSize ? last.ToString(CultureInfo.InvariantCulture) : null);
    }

    private OfferedFacts OfferOf(ImportRecord job, CatalogueRecord record)
    {
        var source = job.Sources[job.SourceIndex];
        return OfferedFacts.Of(record, source, sources.FileOf(source, job.Path) ?? source, clock.GetUtcNow());
    }
}
