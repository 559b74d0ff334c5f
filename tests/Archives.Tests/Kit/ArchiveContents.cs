namespace MediaPipeline.Archives.Tests.Kit;

/// <summary>Reads whole archives.</summary>
internal static class ArchiveContents
{
    public static readonly ArchiveOptions Options = new();

    /// <summary>The content of each entry that has some, by its key; of those that cannot be read, the code.</summary>
    public static Dictionary<string, object> All(string path, ArchiveOptions? options = null)
    {
        using var file = ArchiveFile.Open(path);
        var directory = file.ReadDirectory(options ?? Options);
        return directory.Entries.Where(entry => !entry.IsFolder).ToDictionary(entry => entry.Key, entry => One(file, directory, entry));
    }

    public static ArchiveException Fault(string path, ArchiveOptions? options = null)
    {
        using var file = ArchiveFile.Open(path);
        return Should.Throw<ArchiveException>(() => file.ReadDirectory(options ?? Options));
    }

    public static ArchiveException? FaultOf(string path, string key, ArchiveOptions? options = null)
    {
        using var file = ArchiveFile.Open(path);
        var directory = file.ReadDirectory(options ?? Options);
        return directory.FindFault(directory.Find(key).ShouldNotBeNull());
    }

    private static object One(ArchiveFile file, ArchiveDirectory directory, ArchiveEntry entry)
    {
        try
        {
            using var content = file.OpenEntry(directory, entry);
            using var read = new MemoryStream();
            content.CopyTo(read);
            return read.ToArray();
        }
        catch (ArchiveException e)
        {
            e.Message.ShouldContain(directory.Path);
            return e.Code;
        }
    }
}
