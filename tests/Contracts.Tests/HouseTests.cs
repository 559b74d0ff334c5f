using System.Reflection;

namespace MediaPipeline.Contracts.Tests;

/// <summary>Which room may know which; docs of the architecture say the same.</summary>
public sealed class HouseTests
{
    [Theory]
    [InlineData("MediaPipeline.LocalSilo", "")]
    [InlineData("MediaPipeline.Contracts", "LocalSilo")]
    [InlineData("MediaPipeline.Grains", "Contracts LocalSilo")]
    [InlineData("MediaPipeline.Api", "Contracts LocalSilo")]
    [InlineData("MediaPipeline.Archives", "")]
    [InlineData("MediaPipeline.Storage", "Archives Grains Contracts LocalSilo")]
    [InlineData("MediaPipeline.Imaging", "Archives Grains Contracts LocalSilo")]
    public void ARoom_KnowsOnlyTheRoomsThatItMay(string room, string allowed)
    {
        var known = Assembly.Load(room).GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("MediaPipeline.", StringComparison.Ordinal));

        known.ShouldBeSubsetOf(allowed.Split(' ').Select(a => $"MediaPipeline.{a}"));
    }
}
