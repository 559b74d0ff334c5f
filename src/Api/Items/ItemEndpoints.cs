using MediaPipeline.Api.Access;
using MediaPipeline.Api.Jobs;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Api.Items;

/// <summary><c>/api/v1/items</c>: items of every kind.</summary>
internal static class ItemEndpoints
{
    public static void MapItems(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/items").WithTags("Items");
        var filters = api.ServiceProvider.GetRequiredService<ItemFilters>();
        group.MapGet("", List).RequireAuthorization(Scopes.Read).Takes([.. filters.All, .. Paging.All])
            .Describe("listItems", "Items of every kind.", 400).Produces<Page<ItemView>>();
        group.MapPost("/retry", RetryMany).RequireAuthorization(Scopes.Write).Takes([.. filters.All, JobPriority.Parameter])
            .Describe("retryItems", "Starts a job that retries items that match the filter, given as query or as body; failed ones when no state is given.",
                400, 413, 415, 507)
            .Produces<JobStarted>(StatusCodes.Status202Accepted);
        group.MapPost("/skip", SkipMany).RequireAuthorization(Scopes.Write).Takes([.. filters.All, JobPriority.Parameter])
            .Describe("skipItems", "Starts a job that skips items that match the filter, given as query or as body: failed ones, unless it has a state. "
                + "An empty filter is refused.", 400, 413, 415,
                507)
            .Produces<JobStarted>(StatusCodes.Status202Accepted);
        group.MapGet("/{id}", Get).RequireAuthorization(Scopes.Read).Takes().Describe("getItem", "One item of any kind.", 404).Produces<ItemView>();
        group.MapPost("/{id}/retry", Retry).RequireAuthorization(Scopes.Write)
            .Describe("retryItem", "Starts the next try now, for an item that failed, waits, was skipped or is missing.", 404, 409, 507).Produces<ItemView>();
        group.MapPost("/{id}/skip", Skip).RequireAuthorization(Scopes.Write)
            .Describe("skipItem", "Skips the item.", 400, 404, 409, 413, 415, 507).Produces<ItemView>();
        group.MapPost("/{id}/answer", Answer).RequireAuthorization(Scopes.Write)
            .Describe("answerItem", "Answers the question of the item with one of waitingFor.choices.", 400, 404, 409, 413, 415, 507)
            .Produces<ItemView>();
        group.MapGet("/{id}/history", History).RequireAuthorization(Scopes.Read).Takes()
            .Describe("getItemHistory", "The history of the item, from its discovery on.", 404).Produces<IReadOnlyList<HistoryEntry>>();
    }

    private static async Task<IResult> List(HttpRequest request, ItemFilters filters, IItemReader items, CancellationToken cancellationToken) =>
        TypedResults.Ok(await items.ListAsync(filters.Read(request), Paging.Of(request), cancellationToken));

    private static Task<IResult> RetryMany(HttpRequest request, ItemFilters filters, IGrainFactory grains, TimeProvider clock, BulkItemsBody? body = null)
    {
        var filter = BulkItemsBody.FilterOf(request, body, filters);
        return StartAsync(new RetryItemsPayload(filter with { State = filter.State ?? ItemState.Failed }), request, grains, clock);
    }

    private static Task<IResult> SkipMany(HttpRequest request, ItemFilters filters, IGrainFactory grains, TimeProvider clock, BulkItemsBody? body = null) =>
        StartAsync(new SkipItemsPayload(BulkItemsBody.NarrowFilterOf(request, body, filters), SkipReason.Check(body?.Reason)), request, grains, clock);

    private static async Task<IResult> StartAsync(JobPayload payload, HttpRequest request, IGrainFactory grains, TimeProvider clock)
    {
        var start = new StartJobRequest(null, JobPriority.Of(request), payload);
        var job = JobId.Create(clock.GetUtcNow());
        await grains.GetGrain<IJobGrain>(job.Value).Start(start);
        return JobStarted.Answer(job);
    }

    private static Task<IResult> Retry(string id, ItemCommands commands, CancellationToken cancellationToken) =>
        commands.RunAsync(id, item => item.Retry(null), cancellationToken);

    private static Task<IResult> Skip(string id, ItemCommands commands, CancellationToken cancellationToken, SkipBody? body = null)
    {
        var reason = SkipReason.Check(body?.Reason);
        return commands.RunAsync(id, item => item.Skip(reason, null), cancellationToken);
    }

    private static Task<IResult> Answer(string id, AnswerBody body, ItemCommands commands, CancellationToken cancellationToken)
    {
        var choice = body.Check();
        return commands.RunAsync(id, item => item.Answer(choice), cancellationToken);
    }

    private static Task<IResult> Get(string id, ItemCommands commands, CancellationToken cancellationToken) => commands.FindAsync(id, cancellationToken);

    private static async Task<IResult> History(string id, ItemCommands commands, IItemReader items, CancellationToken cancellationToken) =>
        await items.GetHistoryAsync(commands.Check(id), cancellationToken) is { } history
            ? TypedResults.Ok(history)
            : RouteIds.Unknown(ItemCommands.What, id);
}
