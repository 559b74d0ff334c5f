using MediaPipeline.Contracts.Items;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Items;

/// <summary>How the stages of a kind of items are tried. Each kind has its own, under its name: <c>Images</c> in the configuration for pictures.</summary>
public sealed class ItemOptions
{
    /// <summary>Tries of a stage before the item counts as failed; 3 by default.</summary>
    public int MaxTries { get; set; } = 3;

    /// <summary>
    /// Delays after the first, second, third failed try; the last one applies to all further tries. 2 s, 15 s, 2 min by default, each with 20 % of jitter.
    /// </summary>
    public IList<TimeSpan> RetryDelays { get; } = [];

    /// <summary>
    /// How long an attempt may take before it counts as lost; it must exceed any time limit of the work, queueing included. 10 minutes by default.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an item waits before it checks again for an unavailable resource; 15 s by default.</summary>
    public TimeSpan ResourceRetry { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Steps of its history that an item keeps, the latest; 100 by default.</summary>
    public int MaxHistory { get; set; } = 100;

    internal TimeSpan DelayAfter(int tries)
    {
        IList<TimeSpan> delays = RetryDelays.Count > 0 ? RetryDelays : [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(2)];
        return delays[Math.Clamp(tries - 1, 0, delays.Count - 1)];
    }
}
