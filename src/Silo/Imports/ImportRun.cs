using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Orleans;

namespace MediaPipeline.Silo.Imports;

/// <summary>Imports the paths of the command line, shows progress, and reports the result.</summary>
internal sealed class ImportRun(CommandLine.Run run, IServiceProvider services)
{
    private const int MostListed = 20, MostRead = 200;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    // With --once there may be nobody to fix what a job waits for.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IGrainFactory _grains = services.GetRequiredService<IGrainFactory>();
    private readonly IJobReader _jobs = services.GetRequiredService<IJobReader>();
    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();

    /// <summary>The exit code, or null when the server keeps running.</summary>
    public static async Task<int?> ShowAsync(CommandLine.Run run, IServiceProvider services, CancellationToken stopping)
    {
        if (!run.Once)
        {
            Console.Out.WriteLine($"MediaPipeline answers at {string.Join(" and ", AddressesOf(services))} (data: {run.DataDirectory}). Ctrl-C ends it.");
        }

        return run.Paths.Count == 0 ? null : await new ImportRun(run, services).RunAsync(stopping);
    }

    /// <summary>Those that were bound: port 0 has become a real one.</summary>
    private static ICollection<string> AddressesOf(IServiceProvider services) =>
        services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;

    private async Task<int?> RunAsync(CancellationToken stopping)
    {
        List<Started> started = [];
        foreach (var path in run.Paths)
        {
            var next = await StartAsync(path);
            if (next.Refused is { } refused)
            {
                Console.Error.WriteLine(refused.Message);
                return run.Once ? ExitCodes.BadArguments : null;
            }

            started.Add(next);
        }

        var ended = await FollowAsync([.. started.Select(s => s.Job)], stopping);
        if (ended.FirstOrDefault(job => !HasEnded(job)) is { } unended)
        {
            Console.Error.WriteLine(unended.Question is null
                ? $"It has waited for {Patience.TotalSeconds:0} s and ends now. Nothing is lost: start again when that is fixed."
                : $"It ends now, since --once answers no questions. Start again without --once, and answer: POST /api/v1/jobs/{unended.Id}/answer.");
        }

        foreach (var warning in ended.SelectMany(job => job.Warnings))
        {
            Console.Error.WriteLine($"  warning: {Printable.Of(warning)}");
        }

        var imports = ended.Where(job => job.Import is not null).ToList();
        foreach (var job in imports)
        {
            Console.Out.WriteLine(Printable.Of($"{job.Source}: {ImportSummary.Of(job.Import!)}"));
        }

        var failed = await ListFailuresAsync([.. started.Select(s => s.Items).Distinct()], stopping);
        var invalid = imports.Sum(job => job.Import!.Invalid);
        if (failed == 0 && invalid > 0)
        {
            Console.Error.WriteLine("  What is wrong with these was found by an earlier import: GET /api/v1/items?kind=media&state=failed lists it.");
        }

        if (run.Once)
        {
            return failed == 0 && invalid == 0 && ended.All(j => j.State is JobState.Completed) ? ExitCodes.Done : ExitCodes.Failed;
        }

        await SuggestSearchesAsync(imports, stopping);
        return null;
    }

    private async Task<Started> StartAsync(string path)
    {
        if (File.Exists(path) && CommandLine.IsCatalogueName(path))
        {
            if (await FindUnfinishedAsync(path) is { } unfinished)
            {
                return new Started(unfinished, new ItemFilter(JobId: unfinished));
            }

            var imports = await _grains.GetGrain<IImportGrain>(0).Start(new ImportPayload("file", Path: path), priority: 5);
            return imports is { Result.Status: CommandStatus.Done, Jobs: [var import] }
                ? new Started(import, new ItemFilter(JobId: import))
                : Started.Not(imports.Result);
        }

        var added = await _grains.GetGrain<ICollectionRegisterGrain>(0).Add(new AddCollectionRequest(path));
        if (added is not { Result.Status: CommandStatus.Done, Id: { } id })
        {
            return Started.Not(added.Result);
        }

        if (added is { Created: true, JobId: { } first })
        {
            return new Started(first, new ItemFilter(CollectionId: id));
        }

        var scan = await _grains.GetGrain<ICollectionGrain>(id.Value).Scan(priority: 5);
        return scan is { Result.Status: CommandStatus.Done, JobId: { } job } ? new Started(job, new ItemFilter(CollectionId: id)) : Started.Not(scan.Result);
    }

    /// <summary>An import of the file that was interrupted, and goes on by itself.</summary>
    private async Task<JobId?> FindUnfinishedAsync(string path)
    {
        var latest = await _jobs.ListAsync(new JobFilter(Type: "import", Source: path), new PageRequest(1, 1), CancellationToken.None);
        return latest.Items is [{ } job] && !HasEnded(job) ? job.Id : null;
    }

    private async Task<IReadOnlyList<JobView>> FollowAsync(IReadOnlyList<JobId> ids, CancellationToken stopping)
    {
        await using var display = ProgressDisplay.Create();
        var storage = new StorageProbe(services);
        var stuckSince = _clock.GetUtcNow();
        List<JobView> jobs = [];
        while (true)
        {
            var seen = await LookAsync(ids, stopping);
            jobs = seen ?? jobs;
            var storageFault = await storage.FindFaultAsync(seen, stopping);
            display.Show(jobs, storageFault);
            if (seen is not null && jobs.TrueForAll(HasEnded))
            {
                return jobs;
            }

            var stuck = seen is null || storageFault is not null || jobs.Where(j => !HasEnded(j)).All(j => j.State is JobState.Waiting or JobState.Paused);
            stuckSince = stuck ? stuckSince : _clock.GetUtcNow();
            if (run.Once && stuck && (_clock.GetUtcNow() - stuckSince > Patience || jobs.Exists(j => j.Question is not null)))
            {
                return jobs;
            }

            await Task.Delay(LookEvery, _clock, stopping);
        }
    }

    /// <summary>Null while the database is unavailable: the work is held meanwhile, and so is the display.</summary>
    private async Task<List<JobView>?> LookAsync(IReadOnlyList<JobId> ids, CancellationToken stopping)
    {
        try
        {
            List<JobView> jobs = [];
            foreach (var id in ids)
            {
                jobs.Add(await _jobs.FindAsync(id, stopping) ?? throw new InvalidOperationException($"Job {id} has vanished."));
            }

            return jobs;
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Counts failed items, of this import or earlier ones, and lists the first of them.</summary>
    private async Task<long> ListFailuresAsync(IReadOnlyList<ItemFilter> imported, CancellationToken stopping)
    {
        var items = services.GetRequiredService<IItemReader>();
        var total = 0L;
        foreach (var filter in imported)
        {
            foreach (var state in (ItemState[])[ItemState.Failed, ItemState.Quarantined])
            {
                var failed = await items.ListAsync(filter with { State = state }, new PageRequest(1, MostListed), stopping);
                total += failed.Total;
                foreach (var item in failed.Items)
                {
                    Console.Error.WriteLine(
                        $"  {state.ToString().ToLowerInvariant()}: {Printable.Of(item.Name)}: {item.LastError?.Code}: {Printable.Of(item.LastError?.Message)}");
                }

                if (failed.Total > failed.Items.Count)
                {
                    Console.Error.WriteLine($"  and {failed.Total - failed.Items.Count} more: GET /api/v1/dead-letters lists them all");
                }
            }
        }

        return total;
    }

    /// <summary>For titles that an import has made live, or else for any.</summary>
    private async Task SuggestSearchesAsync(IReadOnlyList<JobView> imports, CancellationToken stopping)
    {
        var media = services.GetRequiredService<IMediaReader>();
        foreach (var job in imports.SelectMany(job => new JobId?[] { job.Id, null }))
        {
            var titles = await media.ListAsync(new MediaFilter(State: ItemState.Live, JobId: job), new PageRequest(1, MostRead), stopping);
            if (titles.Items.Count > 0)
            {
                Console.Out.WriteLine("Some searches to try:");
                foreach (var search in SuggestedSearches.Of(AddressesOf(services).First(), titles.Items))
                {
                    Console.Out.WriteLine(search);
                }

                return;
            }
        }
    }

    private static bool HasEnded(JobView job) => job.CompletedAt is not null;

    /// <param name="Items">What is imported by it.</param>
    /// <param name="Refused">Why nothing is.</param>
    private sealed record Started(JobId Job, ItemFilter Items, CommandResult? Refused = null)
    {
        public static Started Not(CommandResult refused) => new(default, new ItemFilter(), refused);
    }
}
