namespace MediaPipeline.Benchmarks.Embedding;

/// <summary>One value for each round.</summary>
/// <param name="FirstMilliseconds">Until the first text has its vector, with what is loaded for it; in the very first round also compiled.</param>
internal sealed record EmbeddingFigures(int Workers, List<double> PerSecond, List<double> PerProcessorSecond, List<double> FirstMilliseconds);
