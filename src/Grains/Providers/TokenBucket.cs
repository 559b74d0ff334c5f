namespace MediaPipeline.Grains.Providers;

/// <summary>
/// A limit of requests in a period, filled evenly. As <see cref="System.Threading.RateLimiting.TokenBucketRateLimiter"/>, but with the caller's clock, a rate
/// that may change, and tokens in advance: whoever comes first is served first.
/// </summary>
internal sealed class TokenBucket(DateTimeOffset now, int burst)
{
    // Below zero: so many wait.
    private double _tokens = burst;
    private DateTimeOffset _filledAt = now;

    /// <summary>Takes a token.</summary>
    /// <returns>How long it is until there is one.</returns>
    public TimeSpan Take(DateTimeOffset now, double perSecond, int burst)
    {
        Fill(now, perSecond, burst);
        _tokens--;
        return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / perSecond);
    }

    /// <summary>Takes tokens until there are at most so many.</summary>
    public void LowerTo(double tokens) => _tokens = Math.Min(_tokens, tokens);

    /// <summary>Nobody waits any more.</summary>
    public void Empty(DateTimeOffset now) => (_tokens, _filledAt) = (0, now);

    private void Fill(DateTimeOffset now, double perSecond, int burst)
    {
        if (now > _filledAt)
        {
            _tokens = Math.Min(burst, _tokens + ((now - _filledAt).TotalSeconds * perSecond));
            _filledAt = now;
        }
    }
}
