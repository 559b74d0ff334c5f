namespace MediaPipeline.Grains.Jobs.Reconcile;

/// <summary>What a reconciliation is at before it only drives.</summary>
internal static class ReconcilePhases
{
    /// <summary>Compares what states name in the folder with its disk, and sends what is lost through its stages again.</summary>
    public const string Checking = "checking";

    /// <summary>Counts what lies in the folder.</summary>
    public const string Measuring = "measuring";
}
