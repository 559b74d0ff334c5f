namespace MediaPipeline.Benchmarks.Imaging;

/// <summary>What one row took in one round.</summary>
internal sealed record Cost(double Seconds, double ProcessorSeconds);
