namespace MediaPipeline.Contracts.Commands;

/// <summary>How a command to a grain ended. A rejection that a person can mend is a result, never an exception.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Code">A stable code where it was not done.</param>
/// <param name="Message">A sentence that names the thing and the remedy.</param>
[GenerateSerializer, Immutable, Alias("CommandResult")]
public sealed record CommandResult([property: Id(0)] CommandStatus Status, [property: Id(1)] string? Code = null, [property: Id(2)] string? Message = null)
{
    /// <summary>It was done, or had been done before.</summary>
    public static CommandResult Done { get; } = new(CommandStatus.Done);

    /// <summary>There is no such thing.</summary>
    public static CommandResult NotFound(string message) => new(CommandStatus.NotFound, "notFound", message);

    /// <summary>The state does not allow it.</summary>
    public static CommandResult Conflict(string code, string message) => new(CommandStatus.Conflict, code, message);

    /// <summary>What was asked for makes no sense.</summary>
    public static CommandResult Invalid(string code, string message) => new(CommandStatus.Invalid, code, message);
}
