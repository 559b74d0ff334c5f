using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using MediaPipeline.EndToEnd.Tests.Running;

namespace MediaPipeline.EndToEnd.Tests.Upgrade;

/// <summary>What version 1.0.0 left behind when it was killed, laid down for one test; <c>Golden/1.0.0/README.md</c> says what that is.</summary>
internal sealed class GoldenData : IDisposable
{
    /// <summary>Sources are stored as absolute paths, so they must lie where they lay when the data was made.</summary>
    private const string Place = "/tmp/mediapipeline-golden-1.0.0";

    /// <param name="store">The name of an archive beside that page.</param>
    public GoldenData(string store)
    {
        // A run that was killed leaves it behind.
        Remove();
        Directory.CreateDirectory(Place);
        using var archive = File.OpenRead(Path.Join(Product.Repository, "tests", "EndToEnd.Tests", "Golden", "1.0.0", store + ".tar.gz"));
        using var unpacked = new GZipStream(archive, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(unpacked, Place, overwriteFiles: false);
        Keys = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(this["keys.json"]))!;
    }

    /// <summary>What callers show, by scope.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; }

    /// <summary>A path of it.</summary>
    public string this[params ReadOnlySpan<string> parts] => Path.Join([Place, .. parts]);

    public void Dispose() => Remove();

    private static void Remove()
    {
        if (Directory.Exists(Place))
        {
            Directory.Delete(Place, recursive: true);
        }
    }
}
