namespace MediaPipeline.Contracts.Commands;

/// <summary>An exception whose cause is neither a bug nor confidential, and which therefore carries the result that the caller gets.</summary>
public interface ICommandFailure
{
    /// <summary>Status, code and message, as if the command had returned them.</summary>
    CommandResult Result { get; }
}
