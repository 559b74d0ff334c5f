using Polly;
using Polly.Retry;

namespace MediaPipeline.Grains.Hosting;

/// <summary>Waits for something unavailable: tries at a fixed interval until it succeeds, fails for another reason or is cancelled.</summary>
public static class Retries
{
    /// <param name="isAway">Whether another try may help.</param>
    /// <param name="onRetry">Called for each failure that is tried again.</param>
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
