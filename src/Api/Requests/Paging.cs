using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Requests;

/// <summary><c>?page=&amp;pageSize=</c>, the same for every list.</summary>
internal static class Paging
{
    public const int DefaultSize = 50;
    public const int MaxSize = 500;

    public static NumberParameter Page { get; } = new("page", "Number of the page, from 1.", 1, 1, int.MaxValue);

    public static NumberParameter PageSize { get; } = new("pageSize", "Entries per page.", DefaultSize, 1, MaxSize);

    public static PageRequest Of(HttpRequest request) => new(Page.Read(request.Value(Page)), PageSize.Read(request.Value(PageSize)));
}
