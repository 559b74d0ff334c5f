using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Items;

/// <summary>One item of any kind: the only writer of its state. <see cref="ItemKinds.GrainOf"/> finds the grain of an id.</summary>
[Alias("IItemGrain")]
public interface IItemGrain : IGrainWithStringKey
{
    /// <summary>Begins or goes on with its next stage, unless an attempt is under way. Asking twice does no harm.</summary>
    [Alias("Drive")]
    Task Drive();

    /// <summary>Its due time has come: a retry, the end of a lease, or a resource to be asked again.</summary>
    [Alias("Wake")]
    Task Wake();

    /// <summary>The next try begins now; only what failed, waits, was skipped or is missing can be retried.</summary>
    /// <param name="takenOverBy">The job that the item belongs to from now on; null: it stays with its own.</param>
    [Alias("Retry")]
    Task<CommandResult> Retry(JobId? takenOverBy);

    /// <summary>It is not to be done, for this reason.</summary>
    [Alias("Skip")]
    Task<CommandResult> Skip(string reason, JobId? takenOverBy);

    /// <summary>Its job was cancelled: a running attempt is given up.</summary>
    [Alias("Cancel")]
    Task<CommandResult> Cancel(string reason);

    /// <summary>Answers the question that it waits with, by one of its choices; the stage that asked goes on.</summary>
    [Alias("Answer")]
    Task<CommandResult> Answer(string choice);
}
