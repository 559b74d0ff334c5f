namespace MediaPipeline.Benchmarks.Catalogue;

/// <summary>One import: records a second, and the seconds of the server's processor time that it took.</summary>
internal sealed record ImportFigures(double PerSecond, double ProcessorSeconds);

/// <summary>The imports of one round on one engine, and the bare loop beside them.</summary>
/// <param name="Cold">New titles, of which no text was embedded before.</param>
/// <param name="Warm">New titles, of which every text was embedded before.</param>
/// <param name="Again">The same file as the warm one.</param>
/// <param name="StageSeconds">By stage, of both imports of new titles together; stages run side by side.</param>
internal sealed record RoundFigures(
    string Engine, ImportFigures Cold, ImportFigures Warm, ImportFigures Again, double BarePerSecond, IReadOnlyDictionary<string, double> StageSeconds);
