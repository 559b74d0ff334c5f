namespace MediaPipeline.Grains.Jobs.Reconcile;

/// <summary>Phases of a reconciliation before it only drives items.</summary>
internal static class ReconcilePhases
{
    /// <summary>Compares the stored renditions with the disk, and renders lost ones again.</summary>
    public const string Checking = "checking";

    /// <summary>Counts the files in the folder.</summary>
    public const string Measuring = "measuring";
}
