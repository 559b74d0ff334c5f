using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Assets.Fetch;

/// <summary>Bounds how much a silo fetches at once, altogether and from one host; the rest waits in order.</summary>
internal sealed class DownloadSlots : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> _ofHost;
    private readonly ConcurrencyLimiter _all;

    public DownloadSlots(IOptions<AssetOptions> options)
    {
        var (all, perHost) = (options.Value.AtOnce, options.Value.AtOncePerHost);
        _all = new ConcurrencyLimiter(Limit(all));
        _ofHost = PartitionedRateLimiter.Create<string, string>(host => RateLimitPartition.GetConcurrencyLimiter(host, _ => Limit(perHost)));
    }

    public async Task<T> RunAsync<T>(string host, Func<Task<T>> download, CancellationToken cancellationToken)
    {
        // The slot of the host first: those that wait for a slow host hold none of the others.
        using var ofHost = await _ofHost.AcquireAsync(host, 1, cancellationToken);
        using var ofAll = await _all.AcquireAsync(1, cancellationToken);
        return await download();
    }

    public async ValueTask DisposeAsync()
    {
        await _ofHost.DisposeAsync();
        await _all.DisposeAsync();
    }

    private static ConcurrencyLimiterOptions Limit(int atOnce) => new() { PermitLimit = atOnce, QueueLimit = int.MaxValue };
}
