namespace MediaPipeline.Grains.Jobs.Drain;

/// <summary>What a drain is at before it only drives.</summary>
internal static class DrainPhases
{
    /// <summary>Moves what lies in the folder to other ones.</summary>
    public const string Moving = "moving";

    /// <summary>Deletes what moving left behind where it was cut off.</summary>
    public const string Sweeping = "sweeping";
}
