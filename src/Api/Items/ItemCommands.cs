using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Items;

/// <summary>Commands to an item of any kind.</summary>
internal sealed class ItemCommands(ItemKinds kinds, IGrainFactory grains, IItemReader items)
{
    public const string What = "item";

    /// <summary>Runs the command and answers with the item after it.</summary>
    public async Task<IResult> RunAsync(string id, Func<IItemGrain, Task<CommandResult>> command, CancellationToken cancellationToken)
    {
        var result = await SendAsync(id, command);
        if (result.ToProblem() is { } problem)
        {
            return problem;
        }

        return await FindAsync(id, cancellationToken);
    }

    /// <summary>Answers with the item.</summary>
    public async Task<IResult> FindAsync(string id, CancellationToken cancellationToken) =>
        await items.FindAsync(Check(id), cancellationToken) is { } item ? TypedResults.Ok(item) : RouteIds.Unknown(What, id);

    public Task<CommandResult> SendAsync(string id, Func<IItemGrain, Task<CommandResult>> command) => command(kinds.GrainOf(grains, Check(id)));

    /// <summary>The id, if it is one of an item; 404 otherwise.</summary>
    public string Check(string id) => kinds.Find(id) is not null ? id : throw new RequestRejectedException(
        StatusCodes.Status404NotFound,
        ProblemCodes.NotFound,
        $"There is no {What} '{id}': its id is {string.Join(" or ", kinds.All.Select(kind => $"'{kind.IdPrefix}'"))} and 32 hexadecimal digits in lower case.");
}
