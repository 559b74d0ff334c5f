namespace MediaPipeline.Grains.Alarms;

/// <summary>One of 16 shards that wake what is due.</summary>
[Alias("IAlarmGrain")]
public interface IAlarmGrain : IGrainWithIntegerKey
{
    /// <summary>Starts the timer, unless it runs, and sweeps now. Every silo calls this on all shards when it starts and when the membership changes.</summary>
    [Alias("StartSweep")]
    Task StartSweep();
}
