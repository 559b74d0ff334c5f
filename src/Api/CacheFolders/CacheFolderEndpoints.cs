using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.CacheFolders;

/// <summary><c>/api/v1/cache-folders</c>: to look at.</summary>
internal static class CacheFolderEndpoints
{
    private const string What = "cache folder";

    public static void MapCacheFolders(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/cache-folders").WithTags("Cache folders");
        group.MapGet("", List).Takes(Paging.Page, Paging.PageSize)
            .Describe("listCacheFolders", "The folders that hold what we make.", 400).Produces<Page<CacheFolderView>>();
        group.MapGet("/{id}", Get).Describe("getCacheFolder", "One cache folder.", 404).Produces<CacheFolderView>();
    }

    private static async Task<IResult> List(HttpRequest request, ICollectionReader collections, CancellationToken cancellationToken) =>
        TypedResults.Ok(await collections.ListCacheFoldersAsync(Paging.Of(request), cancellationToken));

    private static async Task<IResult> Get(string id, ICollectionReader collections, CancellationToken cancellationToken)
    {
        var folder = RouteIds.Parse<CacheFolderId>(id, What);
        return await collections.FindCacheFolderAsync(folder, cancellationToken) is { } view ? TypedResults.Ok(view) : RouteIds.Unknown(What, folder);
    }
}
