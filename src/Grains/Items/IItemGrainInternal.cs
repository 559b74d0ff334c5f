using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Items;

/// <summary>Calls from stage workers; callers outside this assembly use <see cref="Contracts.Items.IItemGrain"/>.</summary>
[Alias("IItemGrainInternal")]
public interface IItemGrainInternal : IGrainWithStringKey
{
    /// <summary>An attempt ended. Any but the running one is ignored.</summary>
    [Alias("StageEnded")]
    Task StageEnded(int attempt, StageOutcome outcome);
}
