using MediaPipeline.Api.Problems;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Requests;

/// <summary><c>?page=&amp;pageSize=</c> or <c>?cursor=&amp;pageSize=</c>, the same for every list.</summary>
internal static class Paging
{
    public const int DefaultSize = 50;
    public const int MaxSize = 500;

    public static NumberParameter Page { get; } = new("page", "Number of the page, from 1.", 1, 1, int.MaxValue);

    private static readonly NumberParameter PageSize = new("pageSize", "Entries per page.", DefaultSize, 1, MaxSize);
    private static readonly TextParameter Cursor = new(
        "cursor", "The nextCursor of an answer with the same filters: the entries after it, each once whatever is added meanwhile. Not together with page.");

    public static QueryParameter[] All { get; } = [Page, PageSize, Cursor];

    public static PageRequest Of(HttpRequest request)
    {
        var (page, cursor) = (request.Value(Page), request.Value(Cursor));
        return page is null || cursor is null
            ? new PageRequest(Page.Read(page), PageSize.Read(request.Value(PageSize)), cursor)
            : throw RequestRejectedException.BadRequest(ProblemCodes.InvalidParameter, "'page' and 'cursor' are both given: give one of them.");
    }
}
