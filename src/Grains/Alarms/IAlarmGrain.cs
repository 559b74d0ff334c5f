namespace MediaPipeline.Grains.Alarms;

/// <summary>One of 16 shards that wake what is due.</summary>
[Alias("IAlarmGrain")]
public interface IAlarmGrain : IGrainWithIntegerKey
{
    /// <summary>Starts sweeping, if it does not yet, and sweeps now. A silo says this to all shards when it starts and when the membership changes.</summary>
    [Alias("Poke")]
    Task Poke();
}
