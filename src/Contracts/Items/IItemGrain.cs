using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Items;

/// <summary>One item of any kind: the only writer of its state. <see cref="ItemKinds.GrainOf"/> finds the grain of an id.</summary>
[Alias("IItemGrain")]
public interface IItemGrain : IGrainWithStringKey
{
    /// <summary>Starts its next stage, unless an attempt is running. Idempotent.</summary>
    [Alias("Drive")]
    Task Drive();

    /// <summary>Its due time has come: a retry, the end of a lease, or a resource to be checked again.</summary>
    [Alias("Wake")]
    Task Wake();

    /// <summary>Starts the next try now; only an item that failed, waits, was skipped or is missing can be retried.</summary>
    /// <param name="takenOverBy">The job that the item belongs to from now on; null: it stays with its own.</param>
    [Alias("Retry")]
    Task<CommandResult> Retry(JobId? takenOverBy);

    /// <summary>Skips the item, for this reason.</summary>
    [Alias("Skip")]
    Task<CommandResult> Skip(string reason, JobId? takenOverBy);

    /// <summary>Its job was cancelled: a running attempt is abandoned.</summary>
    [Alias("Cancel")]
    Task<CommandResult> Cancel(string reason);

    /// <summary>Answers its question with one of the choices; the stage that asked then runs again.</summary>
    [Alias("Answer")]
    Task<CommandResult> Answer(string choice);
}
