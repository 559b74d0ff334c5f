using System.ClientModel;
using System.Net;
using Microsoft.Extensions.AI;

namespace MediaPipeline.Search.Embedding.Endpoints;

/// <summary>
/// Vectors from an endpoint: in requests of some texts, a few at a time, each within the time limit. Every answer is checked, since a wrong vector that is kept
/// is found by nobody; vectors are brought to length one.
/// </summary>
/// <param name="client">Talks to the endpoint.</param>
internal sealed class EndpointEmbedder(IEmbeddingGenerator<string, Embedding<float>> client, EmbeddingOptions options, TimeProvider clock)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    private const int MaxTexts = 64, DefaultConcurrency = 2;
    private readonly int _concurrency = options.Concurrency ?? DefaultConcurrency;
    private readonly SemaphoreSlim _slots = new(options.Concurrency ?? DefaultConcurrency);
    private int _dimensions = options.Dimensions ?? 0;

    private string Endpoint => $"The embedding endpoint {options.Address} (model {options.Model})";

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? _ = null, CancellationToken cancellationToken = default)
    {
        var requests = values.Chunk(MaxTexts).ToArray();
        var answers = new IEnumerable<Embedding<float>>[requests.Length];

        // The first failure cancels the other requests.
        var limits = new ParallelOptions { MaxDegreeOfParallelism = _concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, requests.Length), limits, async (i, cancellation) => answers[i] = await RequestAsync(requests[i], cancellation));
        return [.. answers.SelectMany(answer => answer)];
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata)
            ? new EmbeddingGeneratorMetadata(options.Provider.ToString(), options.Address, options.Model, options.Dimensions)
        : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        client.Dispose();
        _slots.Dispose();
    }

    private async Task<IEnumerable<Embedding<float>>> RequestAsync(string[] texts, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            using var limit = new CancellationTokenSource(options.Timeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            return Checked(await client.GenerateAsync(texts, null, either.Token), texts.Length);
        }
        catch (Exception error) when (error is not EmbeddingException && !cancellationToken.IsCancellationRequested)
        {
            throw Explain(error);
        }
        finally
        {
            _slots.Release();
        }
    }

    private IEnumerable<Embedding<float>> Checked(GeneratedEmbeddings<Embedding<float>> answer, int texts)
    {
        if (answer.Count != texts)
        {
            throw Wrong($"answered with {answer.Count} vectors for {texts} texts", "Use another model or endpoint, this one cannot be relied on.");
        }

        return answer.Select(embedding => new Embedding<float>(Checked(embedding.Vector.ToArray())) { ModelId = options.Model }).ToArray();
    }

    private float[] Checked(float[] vector)
    {
        var expected = Interlocked.CompareExchange(ref _dimensions, vector.Length, 0);
        if (vector.Length == 0 || (expected != 0 && vector.Length != expected))
        {
            throw Wrong(
                $"answered with a vector of {vector.Length} dimensions instead of {expected}",
                "Set Embedding:Model to the model that was used before, or Embedding:Dimensions to what it has.");
        }

        var length = Math.Sqrt(vector.Sum(value => (double)value * value));
        if (!double.IsFinite(length) || length == 0)
        {
            throw Wrong("answered with a vector that is zero or not of finite numbers", "Use another model, or another build of it.");
        }

        return Array.ConvertAll(vector, value => (float)(value / length));
    }

    private EmbeddingException Explain(Exception error) => error switch
    {
        OperationCanceledException => Failed(
            $"did not answer within {options.Timeout}", "Is it overloaded, or the model too large for it? Embedding:Timeout gives it more time.", error, true),
        ClientResultException { Status: > 0 } refused => Refused((HttpStatusCode)refused.Status, refused),
        HttpRequestException { StatusCode: { } status } refused => Refused(status, refused),
        HttpRequestException or IOException or ClientResultException => Failed(
            "cannot be reached", "Is it running, and is Embedding:Address right?", error, true),
        _ => Failed("answered with what cannot be read", "Is it of the kind that Embedding:Provider says?", error, false),
    };

    private EmbeddingException Refused(HttpStatusCode status, Exception error) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Failed($"answered {(int)status}", "Set Embedding:Key.", error, false),
        HttpStatusCode.NotFound => Failed("answered 404", "Are Embedding:Model and Embedding:Address right?", error, false),
        _ => Failed(
            $"answered {(int)status}", "Its log may say why.", error,
            status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError),
    };

    private EmbeddingException Wrong(string what, string remedy) => new($"{Endpoint} {what}. {remedy}");

    private EmbeddingException Failed(string what, string remedy, Exception error, bool isTransient) =>
        new($"{Endpoint} {what}. {remedy} ({error.GetBaseException().Message})", error) { IsTransient = isTransient };
}
