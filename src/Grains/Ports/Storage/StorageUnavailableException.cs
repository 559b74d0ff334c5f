using MediaPipeline.Contracts.Commands;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>The database does not answer: nothing can be read or stored until it does. Worth another try then.</summary>
[GenerateSerializer, Alias("StorageUnavailableException")]
public sealed class StorageUnavailableException(string message, Exception? inner = null) : IOException(message, inner), ICommandFailure
{
    /// <inheritdoc/>
    public CommandResult Result => new(CommandStatus.Unavailable, "storageUnavailable", Message);
}
