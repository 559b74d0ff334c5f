using System.Net;
using System.Security.Cryptography;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Fetching;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Http.Fetching;

/// <summary>
/// Fetches files from addresses that came in data. Each redirect is looked at like the first address; connections check the address that a name leads to.
/// </summary>
internal sealed class UrlFetcher(IHttpClientFactory clients, IOptionsMonitor<FetchingOptions> options, TimeProvider clock) : IUrlFetcher
{
    private const int BlockBytes = 64 * 1024;

    public async Task<FetchResult> FetchAsync(string url, string path, long maxBytes, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return Refuse(FetchCodes.AddressRefused, "It is no address; write one that begins with http:// or https://.");
        }

        using var limit = new CancellationTokenSource(options.CurrentValue.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await FollowAsync(address, path, maxBytes, either.Token);
        }
        catch (HttpRequestException e) when (e.InnerException is AddressRefusedException refused)
        {
            return Refuse(FetchCodes.AddressRefused, $"{refused.Message}; if it is meant to be fetched, add its network to Fetching:AllowedNetworks.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Postpone(FetchCodes.TooSlow, $"{Show(address)} was not fetched within Fetching:Timeout, {options.CurrentValue.Timeout}.");
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return Postpone(FetchCodes.NoAnswer, $"{Show(address)} gives no answer: {e.Message}");
        }
        catch (HttpRequestException e)
        {
            return Postpone(FetchCodes.NoAnswer, $"{Show(address)} gives no answer: {e.Message}");
        }
    }

    private async Task<FetchResult> FollowAsync(Uri address, string path, long maxBytes, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient(OutboundHttp.ForData);
        for (var redirects = 0; ; redirects++)
        {
            if (FindRefusal(address) is { } refusal)
            {
                return refusal;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (Redirect.Find(address, response) is not { } next)
            {
                return Judge(address, response, maxBytes) ?? await SaveAsync(address, response, path, maxBytes, cancellationToken);
            }

            if (redirects == options.CurrentValue.MaxRedirects)
            {
                return Refuse(
                    FetchCodes.TooManyRedirects, $"{Show(address)} redirects once more, after {redirects} redirects; give the address of the file itself.");
            }

            address = next;
        }
    }

    private static FetchResult.Refused? FindRefusal(Uri address) => address switch
    {
        { Scheme: not ("http" or "https") } => Refuse(
            FetchCodes.AddressRefused, $"Addresses of {address.Scheme}: are not fetched; give one that begins with http:// or https://."),
        { UserInfo.Length: > 0 } => Refuse(FetchCodes.AddressRefused, $"The address has a name or a password in it; give it without: {Show(address)}."),
        _ => null,
    };

    private FetchResult? Judge(Uri address, HttpResponseMessage response, long maxBytes)
    {
        var answered = $"{Show(address)} answered with {(int)response.StatusCode}";
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone => Refuse(FetchCodes.NotFound, $"{answered}: there is no such file."),
            HttpStatusCode.TooManyRequests => Postpone(
                FetchCodes.RateLimited, $"{answered}: it is asked too often.", RetryAfter.Read(response, clock.GetUtcNow())),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => Postpone(
                FetchCodes.ServerFault, $"{answered}: it cannot give the file now.", RetryAfter.Read(response, clock.GetUtcNow())),
            not HttpStatusCode.OK => Refuse(FetchCodes.ServerRefused, $"{answered}: it does not give the file."),
            _ when IsPage(response) => Refuse(
                FetchCodes.WrongType,
                $"{Show(address)} is {response.Content.Headers.ContentType!.MediaType}, a page and not a file; give the address of the file itself."),
            _ when response.Content.Headers.ContentLength > maxBytes => TooLarge(address, maxBytes),
            _ => null,
        };
    }

    // What servers send instead of a file. Their word on files is not to be trusted, and not relied on either.
    private static bool IsPage(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType is { } type
        && (type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.ToLowerInvariant() is "application/json" or "application/problem+json" or "application/xhtml+xml" or "application/javascript");

    private static async Task<FetchResult> SaveAsync(
        Uri address, HttpResponseMessage response, string path, long maxBytes, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        FetchResult? result = null;
        try
        {
            await using (file)
            {
                result = await CopyAsync(address, response, file, maxBytes, cancellationToken);
            }

            return result;
        }
        finally
        {
            if (result is not FetchResult.Fetched)
            {
                File.Delete(path);
            }
        }
    }

    private static async Task<FetchResult> CopyAsync(
        Uri address, HttpResponseMessage response, FileStream file, long maxBytes, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BlockBytes];
        var bytes = 0L;
        while (await ReadAsync(body, block, cancellationToken) is > 0 and var count)
        {
            bytes += count;
            if (bytes > maxBytes)
            {
                return TooLarge(address, maxBytes);
            }

            hash.AppendData(block, 0, count);
            await file.WriteAsync(block.AsMemory(0, count), cancellationToken);
        }

        return new FetchResult.Fetched(bytes, Convert.ToHexStringLower(hash.GetHashAndReset()), response.Content.Headers.ContentType?.MediaType);
    }

    // A connection that is cut is a fault of the server, one of the disk is not.
    private static async Task<int> ReadAsync(Stream body, byte[] block, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(block, cancellationToken);
        }
        catch (IOException e)
        {
            throw new HttpRequestException($"the connection was cut: {e.Message}", e);
        }
    }

    private static FetchResult.Refused TooLarge(Uri address, long maxBytes) =>
        Refuse(FetchCodes.TooLarge, $"{Show(address)} is longer than {maxBytes} bytes; give the address of a smaller file, or raise the limit.");

    private static FetchResult.Refused Refuse(string code, string message) => new(new Fault(code, message));

    private static FetchResult.Unavailable Postpone(string code, string message, DateTimeOffset? retryAt = null) => new(new Fault(code, message), retryAt);

    // Without name, password and query, which may be secrets.
    private static string Show(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
