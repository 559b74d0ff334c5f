using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Ports.Sources;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace MediaPipeline.Grains.Media;

/// <summary>Starts imports.</summary>
[StatelessWorker]
internal sealed class ImportGrain(ISourceReader sources, IOptionsMonitor<CollectionOptions> options, TimeProvider clock) : Grain, IImportGrain
{
    /// <summary>The sources by their names.</summary>
    private static readonly string[] Sources = [FileSource];
    private const string FileSource = "file";

    public async Task<ImportsStarted> Start(ImportPayload import, int priority)
    {
        if (!Sources.Contains(import.Source, StringComparer.Ordinal))
        {
            return Refused(CommandResult.Invalid("unknownSource", $"There is no source '{import.Source}', only {string.Join(", ", Sources)}."));
        }

        if (string.IsNullOrWhiteSpace(import.Path))
        {
            return Refused(CommandResult.Invalid("pathMissing", "The path is missing: give the absolute path of a catalogue file on the server."));
        }

        var found = sources.Inspect(import.Path);
        if (Refusal(import.Path, found) is { } refusal)
        {
            return Refused(refusal);
        }

        var job = JobId.Create(clock.GetUtcNow());
        await GrainFactory.GetGrain<IJobGrain>(job.Value).Start(new StartJobRequest(found.CanonicalPath, priority, import with { Path = found.CanonicalPath }));
        return new ImportsStarted(CommandResult.Done, [job]);
    }

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
