using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MediaPipeline.Contracts.Tests;

/// <summary>The program that is built for Orleans knows nothing of the embedded runtime.</summary>
public sealed class OrleansBuildTests
{
    private const string Embedded = "MediaPipeline.LocalSilo";
    private static readonly string[] Assemblies = [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(IsManaged)];

    [Fact]
    public void TheBuild_IsTheWholeProgramOnOrleans()
    {
        var names = Assemblies.Select(Path.GetFileNameWithoutExtension);

        names.ShouldContain("mediapipeline");
        names.ShouldContain("Orleans.Runtime");
        names.ShouldNotContain(Embedded);
    }

    [Fact]
    public void NoAssembly_RefersToTheEmbeddedRuntime() =>
        Assemblies.Where(file => Mentions(file).Contains(Embedded, StringComparer.Ordinal)).Select(Path.GetFileName).ShouldBeEmpty();

    [Fact]
    public void NoAssembly_HoldsATypeOfTheEmbeddedRuntime() =>
        Assemblies.Where(file => Namespaces(file).Any(name => name.StartsWith(Embedded, StringComparison.Ordinal))).Select(Path.GetFileName).ShouldBeEmpty();

    private static bool IsManaged(string file) => Read(file, _ => true);

    private static List<string> Mentions(string file) => Read(file, metadata => metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name)).ToList())!;

    private static List<string> Namespaces(string file) => Read(file, metadata => metadata.TypeDefinitions.Select(t => metadata.GetString(metadata.GetTypeDefinition(t).Namespace)).ToList())!;

    // From the file, not by loading it: a reference that nothing follows at run time counts too.
    private static T? Read<T>(string file, Func<MetadataReader, T> look)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        return image.HasMetadata ? look(image.GetMetadataReader()) : default;
    }
}
