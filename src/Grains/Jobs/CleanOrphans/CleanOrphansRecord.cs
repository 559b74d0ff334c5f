using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Jobs.Folders;

namespace MediaPipeline.Grains.Jobs.CleanOrphans;

/// <summary>A clean-up of a cache folder as it is stored.</summary>
public sealed record CleanOrphansRecord : FolderJobRecord
{
    /// <summary>Options of the clean-up.</summary>
    public CleanUp CleanUp { get; init; } = new(0, DryRun: true);

    internal override string FirstPhase => CleanUp is { DryRun: false, CountFirst: false } ? CleanOrphansPhases.Cleaning : CleanOrphansPhases.Counting;

    internal override JobView ShowIn(JobView view) => base.ShowIn(view) with { CleanUp = CleanUp };
}
