using System.Globalization;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Grains.Providers;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Http;

/// <summary>Sends each request once. Whether it is sent again decides who waits for the gate.</summary>
internal sealed class ProviderHttp(
    IHttpClientFactory clients, IProviderLimits limits, IKeptAnswerStore kept, IOptionsMonitor<ProviderOptions> options, TimeProvider clock) : IProviderHttp
{
    public async Task<ProviderAnswer> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        var settings = options.Get(request.Provider);
        var address = Locate(request, settings);
        var key = request.KeepFor is null ? null : KeyOf(address, request);
        if (key is not null && await kept.FindAsync(key, clock.GetUtcNow(), cancellationToken) is { } known)
        {
            return new ProviderAnswer(known.Status, AnswerReading.Parse(Encoding.UTF8.GetBytes(known.Body), settings.MaxDepth));
        }

        await limits.EnterAsync(request.Provider, cancellationToken);
        var (answer, report) = await AskAsync(request, address, settings, cancellationToken);
        await limits.ReportAsync(request.Provider, report);
        if (report.Fault is { } fault)
        {
            throw new ProviderUnavailableException(request.Provider, fault.Code, fault.Message);
        }

        if (key is not null)
        {
            await KeepAsync(key, request, answer!, cancellationToken);
        }

        return answer!;
    }

    private static Uri Locate(ProviderRequest request, ProviderOptions settings)
    {
        var start = settings.BaseAddress ?? throw new InvalidOperationException(
            $"{ProviderOptions.Section}:{request.Provider}:BaseAddress is not set; set it to the address of the provider.");
        return new Uri($"{start.AbsoluteUri.TrimEnd('/')}/{request.Path.TrimStart('/')}");
    }

    // Headers are not part of it: they carry keys, which change nothing about what is public.
    private static string KeyOf(Uri address, ProviderRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Provider}\n{address.AbsoluteUri}\n{request.Body}")));

    private async Task KeepAsync(string key, ProviderRequest request, ProviderAnswer answer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var body = answer.Body.ValueKind is JsonValueKind.Undefined ? "null" : answer.Body.GetRawText();
        await kept.KeepAsync(key, new KeptAnswer(request.Provider, answer.Status, body, now + request.KeepFor!.Value), now, cancellationToken);
    }

    private async Task<(ProviderAnswer? Answer, ProviderReport Report)> AskAsync(
        ProviderRequest request, Uri address, ProviderOptions settings, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var message = Build(request, address);
            var client = clients.CreateClient(request.Provider);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var (body, fault) = await AnswerReading.ReadAsync(response.Content, settings, either.Token);
            var status = (int)response.StatusCode;
            return (new ProviderAnswer(status, body), Report(response, Judge(request, status, body, fault)));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (null, new ProviderReport(new Fault(
                ProviderCodes.Unavailable,
                $"{request.Provider} did not answer within {settings.Timeout}, the limit in Providers:{request.Provider}:Timeout.")));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, new ProviderReport(new Fault(
                ProviderCodes.Unavailable,
                $"{request.Provider} cannot be reached, or cut its answer off: {e.Message.TrimEnd('.')}. It is asked again by itself.")));
        }
    }

    private static HttpRequestMessage Build(ProviderRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.Body is null ? HttpMethod.Get : HttpMethod.Post, address)
        {
            Content = request.Body is null ? null : new StringContent(request.Body, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        message.Headers.Accept.ParseAdd(MediaTypeNames.Application.Json);
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private ProviderReport Report(HttpResponseMessage response, Fault? fault) => new(
        fault,
        fault is null ? null : RetryAfter.Read(response, clock.GetUtcNow()),
        RetryAfter.Number(response, "X-RateLimit-Limit"),
        RetryAfter.Number(response, "X-RateLimit-Remaining"));

    /// <summary>Why it is no proper answer; null when it is one.</summary>
    private static Fault? Judge(ProviderRequest request, int status, JsonElement body, string? fault)
    {
        if (body.ValueKind is not JsonValueKind.Undefined && request.Judge?.Invoke(status, body) is { } down)
        {
            return new Fault(down.Code, down.Message);
        }

        var answered = string.Create(CultureInfo.InvariantCulture, $"{request.Provider} answered with {status}");
        return status switch
        {
            429 => new Fault(
                ProviderCodes.RateLimited, $"{answered}: its limit is reached. Where this is frequent, lower Providers:{request.Provider}:Requests."),
            401 => new Fault(ProviderCodes.Refused, $"{answered}: check Providers:{request.Provider}:Key."),
            403 => new Fault(ProviderCodes.Refused, $"{answered}: it has an outage, or does not permit this. Check Providers:{request.Provider}:Key."),
            408 or 425 or >= 500 => new Fault(ProviderCodes.Unavailable, $"{answered}: it is out of order. It is asked again by itself."),
            < 200 or (>= 300 and < 400) => new Fault(
                ProviderCodes.Unavailable,
                $"{answered}, a redirect that is not followed: set Providers:{request.Provider}:BaseAddress to where its API is now."),
            < 300 when fault is not null => new Fault(ProviderCodes.Unavailable, $"{request.Provider} gave {fault}. It is asked again by itself."),
            _ => null,
        };
    }
}
