using MediaPipeline.Api.Access;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Stages;

/// <summary><c>/api/v1/stages</c></summary>
internal static class StageEndpoints
{
    public static void MapStages(this IEndpointRouteBuilder api) =>
        api.MapGet("/stages", Count).RequireAuthorization(Scopes.Read).WithTags("Items")
            .Describe("countStages", "How many items have completed each stage and no later one, since when, and how many of them are stuck.")
                .Produces<IReadOnlyList<StageCount>>();

    private static async Task<IResult> Count(IItemReader items, CancellationToken cancellationToken) =>
        TypedResults.Ok(await items.CountStagesAsync(cancellationToken));
}
