using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Contracts.Media;

/// <summary>Starts imports, any number at a time.</summary>
[Alias("IImportGrain")]
public interface IImportGrain : IGrainWithIntegerKey
{
    /// <summary>Checks what is asked for, and starts its jobs.</summary>
    [Alias("Start")]
    Task<ImportsStarted> Start(ImportPayload import, int priority);
}

/// <param name="Jobs">One for each import; none when it is refused.</param>
[GenerateSerializer, Immutable, Alias("ImportsStarted")]
public sealed record ImportsStarted([property: Id(0)] CommandResult Result, [property: Id(1)] IReadOnlyList<JobId> Jobs);
