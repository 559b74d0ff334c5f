using MediaPipeline.Grains.Jobs.Folders;

namespace MediaPipeline.Grains.Jobs.Reconcile;

/// <summary>A reconciliation of a cache folder as it is stored.</summary>
public sealed record ReconcileRecord : FolderJobRecord
{
    internal override string FirstPhase => ReconcilePhases.Checking;
}
