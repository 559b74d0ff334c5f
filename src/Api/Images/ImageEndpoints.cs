using MediaPipeline.Api.Access;
using MediaPipeline.Api.Drawings;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Drawings;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Images;

/// <summary><c>/api/v1/images</c>: what is known of a picture, and its bytes.</summary>
internal static class ImageEndpoints
{
    internal const string What = "picture";

    private static readonly FlagParameter Placeholder = new(
        "placeholder", "Where there is no thumbnail, answer with a drawn picture that says why, and 200 instead of 404.");

    public static void MapImages(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/images").WithTags("Images");
        group.MapGet("/{id}", Get).RequireAuthorization(Scopes.Read).Takes()
            .Describe("getImage", "One picture with its state, stages and renditions.", 404).Produces<ImageView>();
        group.MapSimilar();
        group.MapMethods("/{id}/thumbnail", EndpointConventions.ReadMethods, GetThumbnail)
            .DescribeBytes("thumbnail", "The thumbnail.", [PictureFiles.Version, Placeholder, DrawnPictures.Theme], 400, 404);
        group.MapBytes("cache", RenditionKind.Viewing, "The viewing rendition.");
        group.MapBytes("original", RenditionKind.Original, "The file or the archive's entry as it lies in its source; entries come whole, without ranges.");
    }

    private static void MapBytes(this IEndpointRouteBuilder images, string name, RenditionKind kind, string summary) =>
        images.MapMethods("/{id}/" + name, EndpointConventions.ReadMethods, (string id, HttpContext context, IImageReader reader, PictureFiles files) =>
            OpenAsync(RouteIds.Parse<ImageId>(id, What), kind, context, reader, files)).DescribeBytes(name, summary, [PictureFiles.Version], 404);

    private static void DescribeBytes(
        this RouteHandlerBuilder endpoint, string name, string summary, IReadOnlyList<QueryParameter> parameters, params int[] problems) =>
        endpoint.RequireAuthorization(Scopes.Read)
            .Describe(
                "getImage" + char.ToUpperInvariant(name[0]) + name[1..], summary + " With ?v= as in the picture's url it may be cached for ever.", problems)
            .Takes([.. parameters])
            .Produces<Stream>(StatusCodes.Status200OK, "image/webp", "image/jpeg", "application/octet-stream")
            .Produces<Stream>(StatusCodes.Status206PartialContent, "image/webp", "image/jpeg", "application/octet-stream")
            .Produces(StatusCodes.Status304NotModified);

    private static async Task<IResult> Get(string id, IImageReader images, CancellationToken cancellationToken)
    {
        var image = RouteIds.Parse<ImageId>(id, What);
        return await images.FindAsync(image, cancellationToken) is { } view ? TypedResults.Ok(view) : RouteIds.Unknown(What, image);
    }

    private static async Task<IResult> GetThumbnail(string id, HttpContext context, IImageReader images, PictureFiles files, DrawnPictures drawings)
    {
        var image = RouteIds.Parse<ImageId>(id, What);
        var (placeholder, theme) = (Placeholder.Read(context.Request.Value(Placeholder)), DrawnPictures.ThemeOf(context.Request));
        var result = await OpenAsync(image, RenditionKind.Thumbnail, context, images, files);
        return placeholder && result is ProblemResult { Problem: var missing } && await images.FindAsync(image, context.RequestAborted) is { } view
            ? await drawings.AnswerAsync(context, new PlaceholderRequest(view.Name, NoticeOf(view, missing), theme), $"{view.Name}, placeholder.webp")
            : result;
    }

    private static async Task<IResult> OpenAsync(ImageId image, RenditionKind kind, HttpContext context, IImageReader images, PictureFiles files) =>
        await images.LocateAsync(image, kind, context.RequestAborted) is { } location
            ? await files.OpenAsync(context, image, kind, location)
            : RouteIds.Unknown(What, image);

    private static Notice NoticeOf(ImageView image, ApiProblem missing) => missing.Code switch
    {
        ProblemCodes.NotRendered => Notices.Of(image),
        ProblemCodes.FileGone => Notices.ThumbnailGone,
        _ => Notices.Failed(missing.Code, missing.Detail),
    };
}
