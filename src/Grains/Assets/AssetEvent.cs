using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Grains.Assets;

/// <summary>What can happen to a picture by address, besides what can happen to every item.</summary>
internal abstract record AssetEvent : ItemEvent
{
    private AssetEvent() { }

    /// <summary>A job, or somebody who looks at it, wants it.</summary>
    /// <param name="IsLost">Whether a file of it is no longer on the disk.</param>
    internal sealed record Wanted(JobId? JobId, bool IsLost) : AssetEvent;
}
