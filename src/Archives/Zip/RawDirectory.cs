namespace MediaPipeline.Archives.Zip;

/// <summary>A zip's directory as it lies in the file, found to be whole. Its records are parts of one block of memory, which goes with it.</summary>
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
