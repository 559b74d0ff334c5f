namespace MediaPipeline.Silo.Cluster;

/// <summary>Makes a client that starts before the silos wait for them, and log that.</summary>
internal sealed partial class WaitForSilos(TimeProvider clock, ILogger<WaitForSilos> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(2);
    private bool _said;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (!_said)
        {
            LogWaiting(exception.Message);
            _said = true;
        }

        await Task.Delay(TryAgainAfter, clock, cancellationToken);
        return true;
    }

    [LoggerMessage(4103, LogLevel.Warning, "No silo answers yet ({Why}); this client answers as soon as one does")]
    private partial void LogWaiting(string why);
}
