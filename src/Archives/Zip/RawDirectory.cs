namespace MediaPipeline.Archives.Zip;

/// <summary>The raw directory of a zip, checked for completeness. Its records are slices of one block of memory, which it owns.</summary>
internal sealed class RawDirectory(ReadOnlyMemory<byte> bytes, int count, long shift)
{
    public int Count => count;

    public IEnumerable<DirectoryRecord> Records()
    {
        for (var rest = bytes; !rest.IsEmpty;)
        {
            var size = DirectoryReader.SizeOf(rest.Span);
            yield return DirectoryReader.Parse(rest[..size], shift);
            rest = rest[size..];
        }
    }
}
