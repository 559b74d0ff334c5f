namespace MediaPipeline.Grains.Jobs.Drain;

/// <summary>Phases of a drain before it only drives items.</summary>
internal static class DrainPhases
{
    /// <summary>Moves the renditions to other folders.</summary>
    public const string Moving = "moving";

    /// <summary>Deletes what interrupted moves left behind.</summary>
    public const string Sweeping = "sweeping";
}
