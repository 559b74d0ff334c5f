namespace MediaPipeline.Grains.Images;

/// <summary>What a scan that reads all again found of a picture. Stored by name.</summary>
[GenerateSerializer, Alias("Verification")]
public enum Verification
{
    /// <summary>It is still to be read.</summary>
    Due,

    /// <summary>Its content is what it was.</summary>
    Same,

    /// <summary>Its content is another one.</summary>
    Changed,
}
