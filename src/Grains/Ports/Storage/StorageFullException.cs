using MediaPipeline.Contracts.Commands;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>The data directory's disk is full: nothing can be stored until there is space. Worth another try then.</summary>
[GenerateSerializer, Alias("StorageFullException")]
public sealed class StorageFullException(string message, Exception? inner = null) : IOException(message, inner), ICommandFailure
{
    /// <inheritdoc/>
    public CommandResult Result => new(CommandStatus.StorageFull, "storageFull", Message);
}
