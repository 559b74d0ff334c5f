using MediaPipeline.Api.Access;
using MediaPipeline.Api.Items;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.DeadLetters;

/// <summary><c>/api/v1/dead-letters</c>: the failed and quarantined items, by the items' own ids.</summary>
internal static class DeadLetterEndpoints
{
    private const string What = "dead letter";

    public static void MapDeadLetters(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/dead-letters").WithTags("Dead letters");
        group.MapGet("", List).RequireAuthorization(Scopes.Read).Takes(Paging.All)
            .Describe("listDeadLetters", "Failed and quarantined items, the latest first.", 400).Produces<Page<ItemView>>();
        group.MapPost("/{id}/requeue", Requeue).RequireAuthorization(Scopes.Write)
            .Describe("requeueDeadLetter", "Tries the item again.", 404, 409, 507).Produces<ItemView>();
        group.MapDelete("/{id}", Dismiss).RequireAuthorization(Scopes.Write)
            .Describe("dismissDeadLetter", "Skips the item, with the reason 'dismissed'.", 404, 409, 507).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> List(HttpRequest request, IItemReader items, CancellationToken cancellationToken) =>
        TypedResults.Ok(await items.ListDeadLettersAsync(Paging.Of(request), cancellationToken));

    private static async Task<IResult> Requeue(string id, ItemCommands commands, IItemReader items, CancellationToken cancellationToken) =>
        await WhyNotAsync(id, commands, items, cancellationToken) ?? await commands.RunAsync(id, item => item.Retry(null), cancellationToken);

    private static async Task<IResult> Dismiss(string id, ItemCommands commands, IItemReader items, CancellationToken cancellationToken)
    {
        if (await WhyNotAsync(id, commands, items, cancellationToken) is { } problem)
        {
            return problem;
        }

        var result = await commands.SendAsync(id, item => item.Skip(SkipReason.Dismissed, null));
        return result.ToProblem() is { } refused ? refused : TypedResults.NoContent();
    }

    private static async Task<IResult?> WhyNotAsync(string id, ItemCommands commands, IItemReader items, CancellationToken cancellationToken) =>
        await items.FindAsync(commands.Check(id), cancellationToken) switch
        {
            null => RouteIds.Unknown(What, id),
            { State: ItemState.Failed or ItemState.Quarantined } => null,
            var item => ProblemResult.NotFound($"'{id}' is no dead letter: its state is {EnumNames<ItemState>.Name(item.State)}."),
        };
}
