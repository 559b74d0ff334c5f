using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Assets;

/// <summary>One picture that is fetched from an address.</summary>
[Alias("IAssetGrain")]
public interface IAssetGrain : IItemGrain
{
    /// <summary>
    /// Somebody wants it: it is fetched unless it is there, or has failed. Of one that is there, what is no longer on the disk or was rendered with other options
    /// is made again.
    /// </summary>
    /// <param name="url">The address that its id is derived from.</param>
    /// <param name="jobId">The job that wants it; null: somebody looks at it.</param>
    /// <returns>Whether it has begun something because of that.</returns>
    [Alias("Want")]
    Task<bool> Want(string url, JobId? jobId);
}
