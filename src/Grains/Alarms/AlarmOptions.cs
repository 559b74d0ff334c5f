namespace MediaPipeline.Grains.Alarms;

/// <summary>How due items, jobs and cache folders are found.</summary>
public sealed class AlarmOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Alarms";

    /// <summary>How often each shard sweeps; 2 s by default. Retries are late by at most that much.</summary>
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Most items of a kind, and most cache folders, woken by one sweep of a shard; 256 by default.</summary>
    public int BatchSize { get; set; } = 256;
}
