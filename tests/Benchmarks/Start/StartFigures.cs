namespace MediaPipeline.Benchmarks.Start;

/// <summary>One start, until it was ready.</summary>
/// <param name="ProcessorMilliseconds">What the server itself used, without its workers.</param>
/// <param name="ResidentMegabytes">Likewise.</param>
internal sealed record StartFigures(double ReadyMilliseconds, double ProcessorMilliseconds, double ResidentMegabytes);
