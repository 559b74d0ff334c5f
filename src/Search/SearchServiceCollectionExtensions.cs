using MediaPipeline.Grains.Ports.Embedding;
using MediaPipeline.Search.Embedding;
using MediaPipeline.Search.Embedding.BuiltIn;
using MediaPipeline.Search.Embedding.Endpoints;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Search;

/// <summary>Registers search.</summary>
public static class SearchServiceCollectionExtensions
{
    /// <summary>Adds what makes vectors of texts, an <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/> of strings; and of titles.</summary>
    /// <param name="configuration">The whole configuration; the section <c>Embedding</c> is read, see <see cref="EmbeddingOptions"/>.</param>
    public static IServiceCollection AddSearch(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(BuiltInEmbedder)))
        {
            return services;
        }

        services.AddOptions<EmbeddingOptions>()
            .Configure(options => options.ModelDirectory = ModelDirectory(configuration))
            .Bind(configuration.GetSection("Embedding"))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<EmbeddingOptions>, EmbeddingOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient(EndpointClients.HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan);
        return services.AddSingleton<BuiltInEmbedder>().AddSingleton(CreateEmbedder).AddSingleton<ITextEmbedder, ModelEmbedder>();
    }

    private static string ModelDirectory(IConfiguration configuration) =>
        configuration["Storage:DataDirectory"] is { Length: > 0 } data ? Path.Join(data, "models") : "";

    private static IEmbeddingGenerator<string, Embedding<float>> CreateEmbedder(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<EmbeddingOptions>>().Value;
        if (options.Provider is EmbeddingProvider.BuiltIn)
        {
            return new TextEmbedder(services.GetRequiredService<BuiltInEmbedder>(), BuiltInModel.QuestionPrefix);
        }

        var client = EndpointClients.Create(options, services.GetRequiredService<IHttpClientFactory>().CreateClient(EndpointClients.HttpClientName));
        var embedder = new EndpointEmbedder(client, options, services.GetRequiredService<TimeProvider>());
        return new TextEmbedder(embedder, options.QuestionPrefix ?? "");
    }
}
