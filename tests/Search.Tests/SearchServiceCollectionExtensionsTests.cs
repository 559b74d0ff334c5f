using MediaPipeline.Search.Embedding;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Search.Tests;

public sealed class SearchServiceCollectionExtensionsTests
{
    private static readonly IConfiguration Configuration = new ConfigurationBuilder()
        .AddInMemoryCollection([new("Storage:DataDirectory", "data"), new("Embedding:Concurrency", "3")]).Build();

    [Fact]
    public void AddSearch_MayBeCalledTwice()
    {
        using var services = new ServiceCollection().AddLogging().AddSearch(Configuration).AddSearch(Configuration).BuildServiceProvider();

        services.GetServices<IEmbeddingGenerator<string, Embedding<float>>>().ShouldHaveSingleItem();
    }

    [Fact]
    public void AddSearch_KeepsModelsInTheDataDirectory()
    {
        using var services = new ServiceCollection().AddSearch(Configuration).BuildServiceProvider();

        var options = services.GetRequiredService<IOptions<EmbeddingOptions>>().Value;

        options.ModelDirectory.ShouldBe("data/models");
        options.Concurrency.ShouldBe(3);
    }

    [Fact]
    public void TheGenerator_NamesItsModel()
    {
        using var services = new ServiceCollection().AddLogging().AddSearch(Configuration).BuildServiceProvider();

        var metadata = services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>().GetRequiredService<EmbeddingGeneratorMetadata>();

        metadata.DefaultModelId.ShouldBe("snowflake-arctic-embed-xs-int8");
        metadata.DefaultModelDimensions.ShouldBe(384);
    }
}
