using MediaPipeline.Contracts.Commands;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Problems;

/// <summary>The one place where the result of a command becomes an HTTP status.</summary>
internal static class CommandProblems
{
    /// <summary>Null when it was done.</summary>
    public static ProblemResult? ToProblem(this CommandResult result) => result.Status is CommandStatus.Done
        ? null
        : new ProblemResult(StatusOf(result.Status), result.Code ?? CodeOf(result.Status), result.Message ?? "The command was refused without a reason.");

    private static int StatusOf(CommandStatus status) => status switch
    {
        CommandStatus.NotFound => StatusCodes.Status404NotFound,
        CommandStatus.Conflict => StatusCodes.Status409Conflict,
        CommandStatus.Invalid => StatusCodes.Status400BadRequest,
        CommandStatus.Forbidden => StatusCodes.Status403Forbidden,
        CommandStatus.Unavailable => StatusCodes.Status503ServiceUnavailable,
        CommandStatus.StorageFull => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static string CodeOf(CommandStatus status) => status switch
    {
        CommandStatus.NotFound => ProblemCodes.NotFound,
        CommandStatus.Conflict => "conflict",
        CommandStatus.Invalid => "invalid",
        CommandStatus.Forbidden => "forbidden",
        CommandStatus.Unavailable => "unavailable",
        CommandStatus.StorageFull => "storageFull",
        _ => ProblemCodes.Internal,
    };
}
