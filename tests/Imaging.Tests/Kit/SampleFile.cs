namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>The pictures in the folder Samples, which no encoder at hand writes.</summary>
internal static class SampleFile
{
    internal static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", name));

    /// <summary>All of a folder, by name.</summary>
    internal static IEnumerable<byte[]> ReadAll(string folder) =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Samples", folder)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
}
