using MediaPipeline.Search.Embedding;
using MediaPipeline.Search.Embedding.BuiltIn;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Search;

/// <summary>Registers search.</summary>
public static class SearchServiceCollectionExtensions
{
    /// <summary>Adds what makes vectors of texts, an <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/> of strings.</summary>
    /// <param name="configuration">The whole configuration; the section <c>Embedding</c> is read, see <see cref="EmbeddingOptions"/>.</param>
    public static IServiceCollection AddSearch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmbeddingOptions>()
            .Configure(options => options.ModelDirectory = Path.Join(configuration["Storage:DataDirectory"], "models"))
            .Bind(configuration.GetSection("Embedding"))
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<BuiltInEmbedder>();
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider =>
            new TextEmbedder(provider.GetRequiredService<BuiltInEmbedder>(), BuiltInModel.QuestionPrefix));
        return services;
    }
}
