using Polly;
using Polly.Retry;

namespace MediaPipeline.Grains.Hosting;

/// <summary>How the server waits for something that is away: it tries at one interval until it succeeds, fails for another reason or is cancelled.</summary>
public static class Retries
{
    /// <param name="isAway">Whether another try may help.</param>
    /// <param name="onRetry">Told of each failure that is tried again.</param>
    public static ResiliencePipeline Every(TimeSpan delay, TimeProvider clock, Predicate<Exception> isAway, Action<Exception> onRetry) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                Delay = delay,
                ShouldHandle = tried => ValueTask.FromResult(tried.Outcome.Exception is { } error && isAway(error)),
                OnRetry = tried =>
                {
                    onRetry(tried.Outcome.Exception!);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
}
