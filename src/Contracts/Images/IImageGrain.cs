using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Images;

/// <summary>One picture, keyed by its <see cref="ImageId"/>: the only writer of its state.</summary>
[Alias("IImageGrain")]
public interface IImageGrain : IGrainWithStringKey
{
    /// <summary>Begins or goes on with its next stage, if it rests without an attempt. Asking twice does no harm.</summary>
    [Alias("Drive")]
    Task Drive();

    /// <summary>Its due time has come: a retry, the end of a lease, or a resource to be asked again.</summary>
    [Alias("Wake")]
    Task Wake();

    /// <summary>The next try begins now, whatever its state was; only what failed, waits, was skipped or is missing can be retried.</summary>
    [Alias("Retry")]
    Task<CommandResult> Retry(JobId? takenOverBy);

    /// <summary>It is not to be done, for this reason.</summary>
    [Alias("Skip")]
    Task<CommandResult> Skip(string reason, JobId? takenOverBy);

    /// <summary>Its job was cancelled: a running attempt is given up.</summary>
    [Alias("Cancel")]
    Task<CommandResult> Cancel(string reason);
}
