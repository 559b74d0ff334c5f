using MediaPipeline.Api.Access;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
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

    public static void MapImages(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/images").WithTags("Images");
        group.MapGet("/{id}", Get).RequireAuthorization(Scopes.Read)
            .Describe("getImage", "One picture with its state, stages and renditions.", 404).Produces<ImageView>();
        group.MapSimilar();
        group.MapBytes("thumbnail", RenditionKind.Thumbnail, "The thumbnail.");
        group.MapBytes("cache", RenditionKind.Viewing, "The viewing rendition.");
        group.MapBytes("original", RenditionKind.Original, "The file or the archive's entry as it lies in its source; entries come whole, without ranges.");
    }

    private static void MapBytes(this IEndpointRouteBuilder images, string name, RenditionKind kind, string summary) =>
        images.MapMethods("/{id}/" + name, EndpointConventions.ReadMethods, (string id, HttpContext context, IImageReader reader, PictureFiles files) =>
            OpenAsync(id, kind, context, reader, files))
            .RequireAuthorization(Scopes.Read)
            .Describe("getImage" + char.ToUpperInvariant(name[0]) + name[1..], summary + " With ?v= as in the picture's url it may be cached for ever.", 404)
            .WithMetadata(new TakenParameters([PictureFiles.Version]))
            .Produces<Stream>(StatusCodes.Status200OK, "image/webp", "image/jpeg", "application/octet-stream")
            .Produces<Stream>(StatusCodes.Status206PartialContent, "image/webp", "image/jpeg", "application/octet-stream")
            .Produces(StatusCodes.Status304NotModified);

    private static async Task<IResult> Get(string id, IImageReader images, CancellationToken cancellationToken)
    {
        var image = RouteIds.Parse<ImageId>(id, What);
        return await images.FindAsync(image, cancellationToken) is { } view ? TypedResults.Ok(view) : RouteIds.Unknown(What, image);
    }

    private static async Task<IResult> OpenAsync(string id, RenditionKind kind, HttpContext context, IImageReader images, PictureFiles files)
    {
        var image = RouteIds.Parse<ImageId>(id, What);
        return await images.LocateAsync(image, kind, context.RequestAborted) is { } location
            ? await files.OpenAsync(context, image, kind, location)
            : RouteIds.Unknown(What, image);
    }
}
