using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Jobs.Import;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Ports.Sources;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace MediaPipeline.Grains.Media;

/// <summary>Starts imports.</summary>
[StatelessWorker]
internal sealed class ImportGrain(ISourceReader files, CatalogueSources sources, IOptionsMonitor<CollectionOptions> options, TimeProvider clock)
    : Grain, IImportGrain
{
    public async Task<ImportsStarted> Start(ImportPayload import, int priority)
    {
        if (import.Sources.Count == 0 || import.Sources.FirstOrDefault(source => !sources.Names.Contains(source, StringComparer.Ordinal)) is not null)
        {
            return Refused(CommandResult.Invalid("unknownSource", $"There is no source '{import.Source}', only {string.Join(", ", sources.Names)}."));
        }

        return import.Sources is [CatalogueSources.FromFile] ? await StartFileAsync(import, priority) : await StartProvidersAsync(import, priority);
    }

    private async Task<ImportsStarted> StartFileAsync(ImportPayload import, int priority)
    {
        if (string.IsNullOrWhiteSpace(import.Path))
        {
            return Refused(CommandResult.Invalid("pathMissing", "The path is missing: give the absolute path of a catalogue file on the server."));
        }

        var found = files.Inspect(import.Path);
        if (Refusal(import.Path, found) is { } refusal)
        {
            return Refused(refusal);
        }

        return Started([await StartJobAsync(found.CanonicalPath, import with { Path = found.CanonicalPath }, priority)]);
    }

    /// <summary>A job for each type of titles, so that none waits for another.</summary>
    private async Task<ImportsStarted> StartProvidersAsync(ImportPayload import, int priority)
    {
        if (import.Path is not null || import.Sources.Contains(CatalogueSources.FromFile, StringComparer.Ordinal))
        {
            return Refused(CommandResult.Invalid("pathNotExpected", "A path goes with the source 'file', alone: leave out the path, or the other sources."));
        }

        var providers = import.Sources.Select(sources.Find).ToList();
        var types = import.MediaType is { } one ? [one] : providers.SelectMany(provider => provider.MediaTypes).Distinct(StringComparer.Ordinal).ToList();
        if (types.Select(type => FindRefusal(providers, type, import.List)).FirstOrDefault(fault => fault is not null) is { } refused)
        {
            return Refused(CommandResult.Invalid(refused.Code, refused.Message));
        }

        var jobs = new List<JobId>();
        foreach (var type in types)
        {
            var source = string.Join(',', providers.Where(provider => provider.MediaTypes.Contains(type, StringComparer.Ordinal)).Select(provider => provider.Name));
            jobs.Add(await StartJobAsync(source, import with { Source = source, MediaType = type }, priority));
        }

        return Started(jobs);
    }

    private static Fault? FindRefusal(List<ICatalogueSource> providers, string type, string? list)
    {
        var having = providers.Where(provider => provider.MediaTypes.Contains(type, StringComparer.Ordinal)).ToList();
        return having.Count > 0
            ? having.Select(provider => provider.FindRefusal(new SourceQuery(type, list))).FirstOrDefault(fault => fault is not null)
            : new Fault(
                "unknownMediaType",
                $"{string.Join(", ", providers.Select(provider => provider.Name))} has no titles of type '{type}', only "
                    + $"{string.Join(", ", providers.SelectMany(provider => provider.MediaTypes).Distinct(StringComparer.Ordinal))}.");
    }

    private async Task<JobId> StartJobAsync(string source, ImportPayload import, int priority)
    {
        var job = JobId.Create(clock.GetUtcNow());
        await GrainFactory.GetGrain<IJobGrain>(job.Value).Start(new StartJobRequest(source, priority, import));
        return job;
    }

    private static ImportsStarted Started(IReadOnlyList<JobId> jobs) => new(CommandResult.Done, jobs);

    private CommandResult? Refusal(string path, SourceInspection found) =>
        PathRefusals.Find(path, found, options.CurrentValue, "a catalogue file", "read") ?? found.Status switch
        {
            SourceStatus.NotReadable => CommandResult.Invalid("pathNotReadable", $"The server may not read '{path}'; give its user permission to read it."),
            SourceStatus.Folder => CommandResult.Invalid(
                "unsupportedPath", $"'{path}' is a folder; give the path of a catalogue file, or add it as a collection."),
            _ => null,
        };

    private static ImportsStarted Refused(CommandResult refusal) => new(refusal, []);
}
