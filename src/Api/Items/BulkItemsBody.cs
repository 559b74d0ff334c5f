using System.ComponentModel;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Items;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Items;

/// <summary>What <c>POST /api/v1/items/{retry|skip}</c> takes in place of a query; it may be left out.</summary>
internal sealed record BulkItemsBody(
    [property: Description("As in the query.")] string? Kind = null,
    [property: Description("As in the query.")] string? State = null,
    [property: Description("As in the query.")] string? Stage = null,
    [property: Description("As in the query.")] string? Code = null,
    [property: Description("As in the query.")] string? JobId = null,
    [property: Description("As in the query.")] string? CollectionId = null,
    [property: Description("Reason to show for the skipped items; only for skip.")] string? Reason = null)
{
    private static readonly ItemFilter Everything = new();

    /// <summary>The filter of the query, or of the body: not half of it from each.</summary>
    public static ItemFilter FilterOf(HttpRequest request, BulkItemsBody? body, ItemFilters filters)
    {
        var fromQuery = filters.Read(request);
        var fromBody = filters.Read(parameter => body?.Value(parameter.Name));
        if (fromQuery != Everything && fromBody != Everything)
        {
            throw RequestRejectedException.BadRequest(ProblemCodes.FilterTwice, "The filter is given in the query and in the body: give it in one of them.");
        }

        return fromBody == Everything ? fromQuery : fromBody;
    }

    public static ItemFilter NarrowFilterOf(HttpRequest request, BulkItemsBody? body, ItemFilters filters)
    {
        var filter = FilterOf(request, body, filters);
        return filter == Everything
            ? throw RequestRejectedException.BadRequest(
                ProblemCodes.FilterMissing,
                $"A filter is missing, and all items would be skipped: give one of {string.Join(", ", filters.All.Select(parameter => parameter.Name))}.")
            : filter;
    }

    private string? Value(string name) => name switch
    {
        "kind" => Kind,
        "state" => State,
        "stage" => Stage,
        "code" => Code,
        "jobId" => JobId,
        "collectionId" => CollectionId,
        _ => null,
    };
}
