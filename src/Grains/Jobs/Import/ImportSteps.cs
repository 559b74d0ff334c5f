using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Jobs.Import;

/// <summary>Reads a source page by page and takes what it says; the titles that are left unfinished by that are driven at the same time.</summary>
internal sealed class ImportSteps(
    JobContext context,
    ICatalogueFile files,
    CatalogueSources sources,
    TitleIntake intake,
    IItemStore items,
    IGrainFactory grains,
    IOptionsMonitor<ImportOptions> options) : ItemDrivingSteps<ImportRecord>(context)
{
    private readonly ImportReader _reader = new(files, sources, context.Clock, intake.Pass);
    private Task<ImportPage>? _reading;

    public override async ValueTask DisposeAsync()
    {
        // A file that is being read cannot be closed; what a provider answers is asked for again.
        if (_reading is { } reading)
        {
            _reading = null;
            await reading.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        await _reader.DisposeAsync();
        intake.Forget();
    }

    protected override async Task<bool> AdvanceAsync(ImportRecord job)
    {
        if (await IsAheadAsync(job))
        {
            return false;
        }

        _reading ??= Read(job);
        if (!await EndsSoonAsync(_reading))
        {
            return false;
        }

        var read = _reading;
        _reading = null;
        try
        {
            var page = await read;
            ReadOn(job, page);
            await TakeAsync(job, page);
            return true;
        }
        catch (ProviderUnavailableException e)
        {
            return await LeaveAsync(job, e);
        }
        catch
        {
            // The next step reads from the cursor again.
            await DisposeAsync();
            throw;
        }
    }

    private Task<ImportPage> Read(ImportRecord job) => Task.Run(() => _reader.ReadAsync(job, options.CurrentValue.PageSize));

    // The next page of a file is read while this one is taken; a provider is not asked for what may not be needed.
    private void ReadOn(ImportRecord job, ImportPage page)
    {
        if (page.Next is { } next && sources.FileOf(job.Sources[job.SourceIndex], job.Path) is not null)
        {
            _reading = Read(job with { Cursor = next, Report = job.Report.Plus(new ImportReport(Read: page.Records.Count)) });
        }
    }

    // Commands to the job are answered meanwhile: it is called again when the page is there.
    private async Task<bool> EndsSoonAsync(Task reading)
    {
        if (await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(100), Context.Clock)) == reading)
        {
            return true;
        }

        var job = grains.GetGrain<IJobGrain>(Context.Id.Value);
        _ = reading.ContinueWith(_ => job.Wake(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return false;
    }

    /// <summary>Whether so many titles are unfinished that reading further only fills memory and disk.</summary>
    private async Task<bool> IsAheadAsync(ImportRecord job)
    {
        var most = options.CurrentValue.MaxOutstanding;
        return !Context.Window.IsEmpty && (await items.ListByStateAsync(job.Id, [ItemState.Pending], most, CancellationToken.None)).Count >= most;
    }

    private async Task TakeAsync(ImportRecord job, ImportPage page)
    {
        var found = await intake.TakeAsync(job, page.Records);
        var isEnd = page.Next is null || (page.EndsIfKnown && !job.Overwrite && found.Unchanged == found.Read);
        var broken = page.Broken is { } fault ? new ItemError(fault.Code, fault.Message, job.Phase, Context.Clock.GetUtcNow()) : null;
        var taken = job with
        {
            Cursor = page.Next ?? job.Cursor,
            LastProgressAt = Context.Clock.GetUtcNow(),
            Report = Add(job, found),
            Failure = broken ?? job.Failure,
        };
        await Context.SaveAsync(isEnd ? taken with { Phase = JobPhases.Driving, ReadToEnd = true } : taken);
        if (isEnd)
        {
            await DisposeAsync();
        }
    }

    private static ImportReport Add(ImportRecord job, ImportReport found)
    {
        var all = job.Report.Plus(found);
        if (job.Sources.Count == 1)
        {
            return all;
        }

        var source = job.Sources[job.SourceIndex];
        var bySource = job.Report.Sources?.ToDictionary(StringComparer.Ordinal) ?? new Dictionary<string, ImportReport>(StringComparer.Ordinal);
        bySource[source] = bySource.GetValueOrDefault(source, new ImportReport()).Plus(found);
        return all with { Sources = bySource };
    }

    /// <summary>Goes on with the next of its sources whose gate is open; where there is none, waits.</summary>
    private async Task<bool> LeaveAsync(ImportRecord job, ProviderUnavailableException down)
    {
        for (var step = 1; step < job.Sources.Count; step++)
        {
            var index = (job.SourceIndex + step) % job.Sources.Count;
            if (await Context.Gates.FindAsync($"provider:{job.Sources[index]}") is null)
            {
                await Context.SaveAsync(MoveTo(job, index));
                return true;
            }
        }

        WaitAt(down.ToWaitingFor(Context.Clock.GetUtcNow()));
        return true;
    }

    private static ImportRecord MoveTo(ImportRecord job, int index)
    {
        var left = new Dictionary<string, string>(job.LeftAt, StringComparer.Ordinal);
        if (job.Cursor is { } cursor)
        {
            left[job.Sources[job.SourceIndex]] = cursor;
        }

        return job with { SourceIndex = index, LeftAt = left, Cursor = left.GetValueOrDefault(job.Sources[index]) };
    }
}
