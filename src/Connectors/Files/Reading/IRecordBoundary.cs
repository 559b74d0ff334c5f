namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>Finds the end of a record whose bytes come in pieces.</summary>
internal interface IRecordBoundary
{
    /// <summary>Forgets what it has seen: a record begins.</summary>
    void Begin();

    /// <summary>How many of the next bytes belong to the record that ends in them; -1 if it goes on behind them.</summary>
    int FindEnd(ReadOnlySpan<byte> bytes);
}
