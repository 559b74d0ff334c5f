namespace MediaPipeline.Storage.Tests.Support;

/// <summary>A directory of the test's own, gone at its end.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mediapipeline-storage-").FullName;

    public string At(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>Writes a file with its folders, last changed long ago.</summary>
    public string Write(string relative, string content = "x")
    {
        var path = At(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
