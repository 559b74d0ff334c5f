using MediaPipeline.Contracts.Commands;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>The data directory's disk is full: nothing can be recorded until there is room. Worth another try then.</summary>
public sealed class StorageFullException(string message, Exception? inner = null) : IOException(message, inner), ICommandFailure
{
    /// <summary>It goes away by itself when there is room.</summary>
    public bool IsTransient { get; } = true;

    /// <inheritdoc/>
    public CommandResult Result => new(CommandStatus.StorageFull, "storageFull", Message);
}
