using System.Runtime.Versioning;

namespace MediaPipeline.TestKit.Files;

/// <summary>A directory of its own for one test, gone with it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Its absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("mediapipeline-test-").FullName;

    /// <summary>A path below it.</summary>
    public string this[params ReadOnlySpan<string> parts] => System.IO.Path.Join([Path, .. parts]);

    /// <summary>Writes a file with its folders, last changed long ago.</summary>
    public string Write(string relative, string content = "x")
    {
        var path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        return path;
    }

    /// <summary>Lets other users list it and write into it.</summary>
    [UnsupportedOSPlatform("windows")]
    public void LetEverybodyIn() => File.SetUnixFileMode(Path, (UnixFileMode)0b111_111_111);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
