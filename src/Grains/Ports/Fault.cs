namespace MediaPipeline.Grains.Ports;

/// <summary>A stable code for programs, and a human-readable message that names the file or entry and says what to do.</summary>
[GenerateSerializer, Immutable, Alias("Fault")]
public sealed record Fault([property: Id(0)] string Code, [property: Id(1)] string Message);
