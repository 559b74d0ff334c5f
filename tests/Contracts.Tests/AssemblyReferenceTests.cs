using System.Reflection;

namespace MediaPipeline.Contracts.Tests;

/// <summary>Which assembly may refer to which; CONTRIBUTING.md says the same.</summary>
public sealed class AssemblyReferenceTests
{
    [Theory]
    [InlineData("MediaPipeline.Contracts", "")]
    [InlineData("MediaPipeline.Drawing", "Contracts")]
    [InlineData("MediaPipeline.Grains", "Contracts")]
    [InlineData("MediaPipeline.Api", "Contracts")]
    [InlineData("MediaPipeline.Archives", "")]
    [InlineData("MediaPipeline.Storage", "Archives Grains Contracts")]
    [InlineData("MediaPipeline.Imaging", "Archives Grains Contracts")]
    [InlineData("MediaPipeline.Search", "Grains Contracts")]
    [InlineData("MediaPipeline.Connectors", "Grains Contracts")]
    public void AnAssembly_RefersOnlyToThoseThatItMay(string assembly, string allowed)
    {
        var referred = Assembly.Load(assembly).GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => n.StartsWith("MediaPipeline.", StringComparison.Ordinal));

        referred.ShouldBeSubsetOf(allowed.Split(' ').Select(a => $"MediaPipeline.{a}"));
    }
}
