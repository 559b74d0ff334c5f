namespace MediaPipeline.Archives.Reading;

/// <summary>The raw directory of an archive, checked for completeness. It is read twice: for all names together, then for each.</summary>
internal sealed class RawDirectory(int count, IEnumerable<DirectoryRecord> records)
{
    public int Count => count;

    public IEnumerable<DirectoryRecord> Records => records;
}
