using MediaPipeline.Api.Access;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Drawings;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Drawings;

/// <summary><c>/api/v1/collections/{id}/cover</c> and <c>/contact-sheet</c></summary>
internal static class CollectionDrawingEndpoints
{
    private const string What = "collection";

    private static readonly NumberParameter Size = new("size", "Side of the square in pixels.", 400, 64, 1024);
    private static readonly NumberParameter Columns = new("columns", "Pictures in a row.", 6, 1, 12);

    // 120 pictures are at most 10 megapixels, drawn in 40 MB.
    private static readonly NumberParameter PageSize = new("pageSize", "Pictures on a sheet.", 48, 1, 120);

    public static void MapCollectionDrawings(this IEndpointRouteBuilder collections)
    {
        collections.MapMethods("/{id}/cover", EndpointConventions.ReadMethods, GetCover).RequireAuthorization(Scopes.Read).Takes(Size, DrawnPictures.Theme)
            .Describe("getCollectionCover", "A square of the thumbnails of its first four live pictures; without any, it says why.", 400, 404)
            .Produces<Stream>(StatusCodes.Status200OK, "image/webp").Produces(StatusCodes.Status304NotModified);
        collections.MapMethods("/{id}/contact-sheet", EndpointConventions.ReadMethods, GetContactSheet).RequireAuthorization(Scopes.Read)
            .Takes(Columns, Paging.Page, PageSize, DrawnPictures.Theme)
            .Describe("getContactSheet", "Its thumbnails and their names in rows, in natural order; a picture without one says why.", 400, 404)
            .Produces<Stream>(StatusCodes.Status200OK, "image/jpeg").Produces(StatusCodes.Status304NotModified);
    }

    private static async Task<IResult> GetCover(
        string id, HttpContext context, ICollectionReader collections, IImageReader images, DrawnTiles tiles, DrawnPictures drawings)
    {
        var (key, request, cancellationToken) = (RouteIds.Parse<CollectionId>(id, What), context.Request, context.RequestAborted);
        var (size, theme) = (Size.Read(request.Value(Size)), DrawnPictures.ThemeOf(request));
        if (await collections.FindAsync(key, cancellationToken) is not { } collection)
        {
            return RouteIds.Unknown(What, key);
        }

        var live = await images.ListAsync(
            key, new ItemFilter(State: ItemState.Live, CollectionId: key), new PageRequest(1, CoverRequest.MostPictures), cancellationToken);
        var cover = new CoverRequest(await tiles.OfAsync(live.Items, cancellationToken), Notices.Of(collection), size, theme);
        return await drawings.AnswerAsync(context, cover, $"{collection.Name}, cover.webp");
    }

    private static async Task<IResult> GetContactSheet(
        string id, HttpContext context, ICollectionReader collections, IImageReader images, DrawnTiles tiles, DrawnPictures drawings)
    {
        var (key, request, cancellationToken) = (RouteIds.Parse<CollectionId>(id, What), context.Request, context.RequestAborted);
        var page = new PageRequest(Paging.Page.Read(request.Value(Paging.Page)), PageSize.Read(request.Value(PageSize)));
        var (columns, theme) = (Columns.Read(request.Value(Columns)), DrawnPictures.ThemeOf(request));
        if (await collections.FindAsync(key, cancellationToken) is not { } collection)
        {
            return RouteIds.Unknown(What, key);
        }

        var shown = await images.ListAsync(key, new ItemFilter(CollectionId: key), page, cancellationToken);
        var sheet = Sheet(collection, page.Number, shown, await tiles.OfAsync(shown.Items, cancellationToken), columns, theme);
        return await drawings.AnswerAsync(context, sheet, $"{collection.Name}, page {page.Number}.jpg");
    }

    private static ContactSheetRequest Sheet(
        CollectionView collection, int number, Page<ImageView> shown, IReadOnlyList<DrawnPicture> pictures, int columns, DrawingTheme theme)
    {
        var (failed, pages) = (Notices.FailedIn(collection), (shown.Total + shown.PageSize - 1) / shown.PageSize);
        List<string> facts = [Notices.Pictures(shown.Total)];
        if (failed > 0)
        {
            facts.Add($"{Notices.Number(failed)} failed");
        }

        if (Notices.MissingIn(collection) is > 0 and var missing)
        {
            facts.Add($"{Notices.Number(missing)} missing");
        }

        if (pages > 1)
        {
            facts.Add($"page {Notices.Number(number)} of {Notices.Number(pages)}");
        }

        var whenEmpty = shown.Total == 0
            ? Notices.Of(collection)
            : new Notice(NoticeKind.Empty, "No such page", pages == 1 ? "There is one page." : $"There are {Notices.Number(pages)} pages.");
        return new ContactSheetRequest(collection.Name, string.Join(" · ", facts), pictures, whenEmpty, columns, theme);
    }
}
