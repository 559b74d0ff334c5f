namespace MediaPipeline.Contracts.Commands;

/// <summary>Outcome of a command to a grain. A rejection that the caller can act on is a result, never an exception.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Code">A stable code where it was not done.</param>
/// <param name="Message">A sentence that names the object and the remedy.</param>
[GenerateSerializer, Immutable, Alias("CommandResult")]
public sealed record CommandResult([property: Id(0)] CommandStatus Status, [property: Id(1)] string? Code = null, [property: Id(2)] string? Message = null)
{
    /// <summary>It was done, or had been done before.</summary>
    public static CommandResult Done { get; } = new(CommandStatus.Done);

    /// <summary>The object does not exist.</summary>
    public static CommandResult NotFound(string message) => new(CommandStatus.NotFound, "notFound", message);

    /// <summary>The state does not allow it.</summary>
    public static CommandResult Conflict(string code, string message) => new(CommandStatus.Conflict, code, message);

    /// <summary>The request is invalid.</summary>
    public static CommandResult Invalid(string code, string message) => new(CommandStatus.Invalid, code, message);
}
