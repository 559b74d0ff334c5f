namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>A record is a line.</summary>
internal sealed class LineBoundary : IRecordBoundary
{
    public void Begin()
    {
    }

    public int FindEnd(ReadOnlySpan<byte> bytes) => bytes.IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : -1;
}
