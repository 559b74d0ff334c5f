using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
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
    private const int MostListed = 20;
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
            // The addresses that were bound: port 0 has become a real one.
            var addresses = services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
            Console.Out.WriteLine($"MediaPipeline answers at {string.Join(" and ", addresses)} (data: {run.DataDirectory}). Ctrl-C ends it.");
        }

        return run.Paths.Count == 0 ? null : await new ImportRun(run, services).RunAsync(stopping);
    }

    private async Task<int?> RunAsync(CancellationToken stopping)
    {
        List<(CollectionId Collection, JobId Job)> started = [];
        foreach (var path in run.Paths)
        {
            var (collection, job, refused) = await StartAsync(path);
            if (refused is not null)
            {
                Console.Error.WriteLine(refused.Message);
                return run.Once ? ExitCodes.BadArguments : null;
            }

            started.Add((collection, job));
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

        var failed = await ListFailuresAsync([.. started.Select(s => s.Collection).Distinct()], stopping);
        var good = failed == 0 && ended.All(j => j.State is JobState.Completed);
        return run.Once ? good ? ExitCodes.Done : ExitCodes.Failed : null;
    }

    private async Task<(CollectionId Collection, JobId Job, CommandResult? Refused)> StartAsync(string path)
    {
        var added = await _grains.GetGrain<ICollectionRegisterGrain>(0).Add(new AddCollectionRequest(path));
        if (added is not { Result.Status: CommandStatus.Done, Id: { } id })
        {
            return (default, default, added.Result);
        }

        if (added is { Created: true, JobId: { } first })
        {
            return (id, first, null);
        }

        var scan = await _grains.GetGrain<ICollectionGrain>(id.Value).Scan(priority: 5);
        return scan is { Result.Status: CommandStatus.Done, JobId: { } job } ? (id, job, null) : (default, default, scan.Result);
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
    private async Task<long> ListFailuresAsync(IReadOnlyList<CollectionId> collections, CancellationToken stopping)
    {
        var items = services.GetRequiredService<IItemReader>();
        var total = 0L;
        foreach (var collection in collections)
        {
            foreach (var state in (ItemState[])[ItemState.Failed, ItemState.Quarantined])
            {
                var failed = await items.ListAsync(new ItemFilter(State: state, CollectionId: collection), new PageRequest(1, MostListed), stopping);
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

    private static bool HasEnded(JobView job) => job.CompletedAt is not null;
}
