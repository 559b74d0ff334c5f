using System.Numerics.Tensors;
using MediaPipeline.TestKit.Files;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Search.Tests.Embedding.BuiltIn;

public sealed class BuiltInEmbedderTests
{
    [Fact]
    public async Task AText_HasAVector()
    {
        using var directory = new TemporaryDirectory();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:DataDirectory", directory.Path)]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSearch(configuration).BuildServiceProvider();
        var embedder = services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();

        var vector = (await embedder.GenerateAsync(["A thief who enters dreams."]))[0].Vector;

        vector.Length.ShouldBe(384);
        TensorPrimitives.Norm(vector.Span).ShouldBe(1, 1e-4f);
    }
}
