using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Http.Headers;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;
using OpenAI.Embeddings;

namespace MediaPipeline.Search.Embedding.Endpoints;

/// <summary>Clients of endpoints. They do not try again by themselves: whoever asks decides that.</summary>
internal static class EndpointClients
{
    /// <summary>Name of the HTTP client.</summary>
    public const string HttpClientName = "embedding";

    public static IEmbeddingGenerator<string, Embedding<float>> Create(EmbeddingOptions options, HttpClient http) => options.Provider switch
    {
        EmbeddingProvider.Ollama => Ollama(options, http),
        EmbeddingProvider.OpenAI => OpenAI(options, http),
        _ => throw new ArgumentException($"{options.Provider} is no endpoint.", nameof(options)),
    };

    private static OllamaApiClient Ollama(EmbeddingOptions options, HttpClient http)
    {
        http.BaseAddress = new Uri($"{options.Address!.ToString().TrimEnd('/')}/");
        http.DefaultRequestHeaders.Authorization = options.Key is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        return new OllamaApiClient(http, options.Model!);
    }

    // Its client wants a key, even for endpoints that ask for none.
    private static IEmbeddingGenerator<string, Embedding<float>> OpenAI(EmbeddingOptions options, HttpClient http)
    {
        var client = new OpenAIClientOptions
        {
            Endpoint = options.Address,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        return new EmbeddingClient(options.Model, new ApiKeyCredential(options.Key ?? "none"), client).AsIEmbeddingGenerator();
    }
}
