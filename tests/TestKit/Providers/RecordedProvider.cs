using WireMock;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Types;
using WireMock.Util;

namespace MediaPipeline.TestKit.Providers;

/// <summary>A server on this machine that plays back what a provider has answered.</summary>
public sealed class RecordedProvider : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly Lock _lock = new();
    private readonly List<RecordedRequest> _requests = [];
    private Func<RecordedRequest, RecordedAnswer> _answer = request => new RecordedAnswer(404, $"No answer to {request.Path} was recorded.", "text/plain");

    public RecordedProvider() => _server.Given(WireMock.RequestBuilders.Request.Create()).RespondWith(Response.Create().WithCallback(AnswerAsync));

    /// <summary>To be configured as the base address of the provider.</summary>
    public string Address => _server.Url!;

    /// <summary>What was asked so far, in its order.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Decides on every answer from now on.</summary>
    public void Answer(Func<RecordedRequest, RecordedAnswer> answer)
    {
        lock (_lock)
        {
            _answer = answer;
        }
    }

    /// <summary>One answer after the other; the last one to all further requests.</summary>
    public void AnswerInTurn(params RecordedAnswer[] answers)
    {
        var next = 0;
        Answer(_ => answers[Math.Min(next++, answers.Length - 1)]);
    }

    public void Dispose() => _server.Dispose();

    private async Task<IResponseMessage> AnswerAsync(IRequestMessage message)
    {
        var request = new RecordedRequest(message.Method, message.Path, message.AbsoluteUrl.Split('?', 2) is [_, var query] ? query : "", message.Body ?? "")
        {
            Headers = message.Headers?.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)
                ?? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase),
        };
        RecordedAnswer answer;
        lock (_lock)
        {
            _requests.Add(request);
            answer = _answer(request);
        }

        await answer.After;
        var headers = answer.Headers.ToDictionary(header => header.Key, header => new WireMockList<string>(header.Value), StringComparer.OrdinalIgnoreCase);
        headers["Content-Type"] = new WireMockList<string>(answer.ContentType);
        return new ResponseMessage
        {
            StatusCode = answer.Status,
            Headers = headers,
            BodyData = new BodyData { DetectedBodyType = BodyType.String, BodyAsString = answer.Body },
        };
    }
}

/// <param name="Query">Without the question mark; empty when there is none.</param>
/// <param name="Body">Empty when there is none.</param>
public sealed record RecordedRequest(string Method, string Path, string Query, string Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
