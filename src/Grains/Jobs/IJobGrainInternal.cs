namespace MediaPipeline.Grains.Jobs;

/// <summary>Calls of a job to itself; callers outside this assembly use <see cref="Contracts.Jobs.IJobGrain"/>.</summary>
[Alias("IJobGrainInternal")]
public interface IJobGrainInternal : IGrainWithStringKey
{
    /// <summary>Takes the next small step, if there is one, and asks for another turn as long as there is more to do at once.</summary>
    [Alias("Pump"), OneWay]
    Task Pump();
}
