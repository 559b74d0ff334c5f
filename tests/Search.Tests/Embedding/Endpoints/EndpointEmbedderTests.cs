using System.Text.Json;
using System.Text.Json.Nodes;
using MediaPipeline.Search.Embedding;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MediaPipeline.Search.Tests.Embedding.Endpoints;

public sealed class EndpointEmbedderTests
{
    private static readonly float[] Vector = [3, 0, 4];
    private readonly FakeTimeProvider _clock = new();

    public static TheoryData<string> Providers => ["Ollama", "OpenAI"];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task EveryText_HasItsVector_InOrder_OfLengthOne(string provider)
    {
        await using var server = await EndpointServer.StartAsync((context, body) =>
            AnswerAsync(context, provider, [.. body["input"]!.AsArray().Select(text => new[] { float.Parse(text!.ToString()[1..]), 1 })]));
        await using var services = Services(provider, server.Address, ("Key", "secret"));

        var vectors = await Embedder(services).GenerateAsync(Enumerable.Range(1, 200).Select(number => $"t{number}"));

        vectors.Count.ShouldBe(200);
        for (var i = 0; i < 200; i++)
        {
            (vectors[i].Vector.Span[0] / vectors[i].Vector.Span[1]).ShouldBe(i + 1, 0.01f);
            Math.Sqrt(vectors[i].Vector.ToArray().Sum(value => value * value)).ShouldBe(1, 1e-5);
        }

        server.Requests.ShouldAllBe(request => request.Key == "Bearer secret" && request.Body["model"]!.ToString() == "some-model");
        server.Requests.Select(request => request.Path).Distinct().ShouldBe([provider == "Ollama" ? "/api/embed" : "/v1/embeddings"]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AQuestion_HasThePrefix_ATitleHasNot(string provider)
    {
        await using var server = await EndpointServer.StartAsync((context, _) => AnswerAsync(context, provider, [Vector]));
        await using var services = Services(provider, server.Address, ("QuestionPrefix", "query: "));

        await Embedder(services).GenerateForQuestionAsync("who?");
        await Embedder(services).GenerateAsync(["title"]);

        server.Requests.Select(request => request.Body["input"]![0]!.ToString()).ShouldBe(["query: who?", "title"]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task HostileText_ReachesTheEndpoint(string provider)
    {
        await using var server = await EndpointServer.StartAsync((context, _) => AnswerAsync(context, provider, [Vector]));
        await using var services = Services(provider, server.Address);

        await Embedder(services).GenerateAsync(["\ud800 \0 \u0001 😀 \"\\ "]);

        server.Requests.Single().Body["input"]![0]!.ToString().ShouldBe("\ufffd \0 \u0001 😀 \"\\ ");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AWrongCount_IsAnError(string provider) =>
        (await FailAsync(provider, (context, _) => AnswerAsync(context, provider, [Vector, Vector]))).Message.ShouldContain("2 vectors for 1 texts");

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task NoVector_IsAnError(string provider) => await FailAsync(provider, (context, _) => AnswerAsync(context, provider, []));

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AWrongDimension_IsAnError(string provider) => (await FailAsync(
        provider, (context, _) => AnswerAsync(context, provider, [Vector]), ("Dimensions", "4"))).Message.ShouldContain("3 dimensions instead of 4");

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AnotherDimensionThanBefore_IsAnError(string provider)
    {
        var answers = 0;
        await using var server = await EndpointServer.StartAsync((context, _) => AnswerAsync(context, provider, [++answers == 1 ? Vector : [1, 2]]));
        await using var services = Services(provider, server.Address);
        await Embedder(services).GenerateAsync(["a"]);

        var error = await Embedder(services).GenerateAsync(["b"]).ShouldThrowAsync<EmbeddingException>();

        error.Message.ShouldContain("2 dimensions instead of 3");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AVectorOfZeros_IsAnError(string provider) =>
        (await FailAsync(provider, (context, _) => AnswerAsync(context, provider, [[0, 0]]))).IsTransient.ShouldBeFalse();

    [Theory]
    [InlineData("Ollama", """{"embeddings":[[NaN,1]]}""")]
    [InlineData("Ollama", """{"embeddings":[[1e39,1]]}""")]
    [InlineData("Ollama", """{"embeddings":null}""")]
    [InlineData("Ollama", """{"embeddings":[["x"]]}""")]
    [InlineData("Ollama", """{"embeddings":[[1,""")]
    [InlineData("Ollama", "<html>")]
    [InlineData("Ollama", "")]
    [InlineData("OpenAI", """{"data":[{"index":0,"embedding":[NaN,1]}]}""")]
    [InlineData("OpenAI", """{"data":[{"index":0,"embedding":[1e39,1]}]}""")]
    [InlineData("OpenAI", """{"data":[{"index":0,"embedding":"AADAf wAAwH8="}]}""")]
    [InlineData("OpenAI", """{"data":[{"index":0,"embedding":"AADAfwAAwH8="}]}""")]
    [InlineData("OpenAI", """{"data":null}""")]
    [InlineData("OpenAI", """{}""")]
    [InlineData("OpenAI", "<html>")]
    [InlineData("OpenAI", "")]
    public async Task AnAnswerWithoutFiniteNumbers_IsAnError(string provider, string answer)
    {
        var error = await FailAsync(provider, (context, _) => RespondAsync(context, answer));

        error.IsTransient.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Ollama", 500, true)]
    [InlineData("Ollama", 429, true)]
    [InlineData("Ollama", 404, false)]
    [InlineData("Ollama", 401, false)]
    [InlineData("OpenAI", 503, true)]
    [InlineData("OpenAI", 429, true)]
    [InlineData("OpenAI", 400, false)]
    [InlineData("OpenAI", 403, false)]
    public async Task ARefusal_IsAnError_AfterOneRequest(string provider, int status, bool isTransient)
    {
        var requests = 0;
        var error = await FailAsync(provider, (context, _) =>
        {
            requests++;
            context.Response.StatusCode = status;
            return RespondAsync(context, """{"error":"model not found"}""");
        });

        error.Message.ShouldContain($"answered {status}");
        error.IsTransient.ShouldBe(isTransient);
        requests.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AFailure_EndsTheCall(string provider)
    {
        await using var server = await EndpointServer.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await using var services = Services(provider, server.Address);

        await Embedder(services).GenerateAsync(Enumerable.Repeat("text", 10_000)).ShouldThrowAsync<EmbeddingException>();

        server.Requests.Count.ShouldBeLessThan(10);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ACutConnection_IsATransientError(string provider)
    {
        var error = await FailAsync(provider, (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        error.IsTransient.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task AnAnswerThatBreaksOff_IsAnError(string provider) => await FailAsync(provider, async (context, _) =>
    {
        context.Response.ContentLength = 1_000;
        await context.Response.WriteAsync("{");
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task NobodyThere_IsATransientError(string provider)
    {
        await using var server = await EndpointServer.StartAsync((_, _) => Task.CompletedTask);
        var address = server.Address;
        await server.DisposeAsync();
        await using var services = Services(provider, address);

        var error = await Embedder(services).GenerateAsync(["text"]).ShouldThrowAsync<EmbeddingException>();

        error.IsTransient.ShouldBeTrue();
        error.Message.ShouldContain("Embedding:Address");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ASlowAnswer_IsATransientError_AtTheTimeLimit(string provider)
    {
        var asked = new TaskCompletionSource();
        await using var server = await EndpointServer.StartAsync((context, _) => HangAsync(context, asked));
        await using var services = Services(provider, server.Address, ("Timeout", "00:00:30"));

        var answer = Embedder(services).GenerateAsync(["text"]);
        await asked.Task;
        _clock.Advance(TimeSpan.FromSeconds(30));

        var error = await answer.ShouldThrowAsync<EmbeddingException>();
        error.IsTransient.ShouldBeTrue();
        error.Message.ShouldContain("Embedding:Timeout");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Cancellation_EndsTheRequest(string provider)
    {
        var asked = new TaskCompletionSource();
        await using var server = await EndpointServer.StartAsync((context, _) => HangAsync(context, asked));
        await using var services = Services(provider, server.Address);
        using var cancellation = new CancellationTokenSource();

        var answer = Embedder(services).GenerateAsync(["text"], cancellationToken: cancellation.Token);
        await asked.Task;
        await cancellation.CancelAsync();

        await answer.ShouldThrowAsync<OperationCanceledException>();
    }

    private async Task<EmbeddingException> FailAsync(
        string provider, Func<HttpContext, JsonNode, Task> answer, params (string Option, string Value)[] options)
    {
        await using var server = await EndpointServer.StartAsync(answer);
        await using var services = Services(provider, server.Address, options);

        var error = await Embedder(services).GenerateAsync(["text"]).ShouldThrowAsync<EmbeddingException>();

        error.Message.ShouldContain(server.Address);
        return error;
    }

    private ServiceProvider Services(string provider, string address, params (string Option, string Value)[] options)
    {
        (string Option, string Value)[] all =
        [
            ("Provider", provider), ("Model", "some-model"), ("Address", provider == "Ollama" ? address : $"{address}/v1"), ("ModelDirectory", "unused"),
            .. options,
        ];
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(all.Select(option => KeyValuePair.Create($"Embedding:{option.Option}", (string?)option.Value))).Build();
        return new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_clock).AddSearch(configuration).BuildServiceProvider();
    }

    private static IEmbeddingGenerator<string, Embedding<float>> Embedder(IServiceProvider services) =>
        services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();

    private static Task AnswerAsync(HttpContext context, string provider, float[][] vectors)
    {
        object body = provider == "Ollama"
            ? new { model = "some-model", embeddings = vectors }
            : new { @object = "list", data = vectors.Select((embedding, index) => new { @object = "embedding", index, embedding }) };
        return RespondAsync(context, JsonSerializer.Serialize(body));
    }

    private static Task RespondAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    private static async Task HangAsync(HttpContext context, TaskCompletionSource asked)
    {
        asked.SetResult();
        var aborted = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
    }
}
