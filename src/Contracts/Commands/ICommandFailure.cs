namespace MediaPipeline.Contracts.Commands;

/// <summary>An exception that knows what its caller is to be told, because what is the matter is neither a bug nor a secret.</summary>
public interface ICommandFailure
{
    /// <summary>Status, code and sentence, as if a command had ended with it.</summary>
    CommandResult Result { get; }
}
