namespace MediaPipeline.Grains;

/// <summary>The meter of all that grains measure.</summary>
public static class GrainMeters
{
    /// <summary>Its name.</summary>
    public const string Name = "MediaPipeline.Grains";
}
