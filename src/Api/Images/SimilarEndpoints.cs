using MediaPipeline.Api.Access;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Images;

/// <summary>Pictures that look alike: of one picture, and of a whole collection.</summary>
internal static class SimilarEndpoints
{
    private static readonly NumberParameter Limit = new("limit", "The most to list.", 20, 1, Paging.MaxSize);
    private static readonly NumberParameter MaxDistance = new(
        "maxDistance", "Bits in which the perceptual hashes may differ; beyond about 10 the pictures are not alike.", 10, 0, 20);
    private static readonly NumberParameter DuplicateDistance = new(
        "maxDistance", "Bits in which the perceptual hashes of two pictures may differ for them to belong together.", 4, 0, 6);
    private static readonly IdParameter Within = IdParameter.Of<CollectionId>("collectionId", "The collection to look in; every one when left out.");

    public static void MapSimilar(this IEndpointRouteBuilder images) =>
        images.MapGet("/{id}/similar", ListSimilar).RequireAuthorization(Scopes.Read).Takes(Limit, MaxDistance, Within)
            .Describe("listSimilarImages", "Pictures that look like it, the nearest first.", 400, 404).Produces<SimilarImages>();

    public static void MapNearDuplicates(this IEndpointRouteBuilder collections) =>
        collections.MapGet("/{id}/near-duplicates", ListNearDuplicates).RequireAuthorization(Scopes.Read).Takes([DuplicateDistance, .. Paging.All])
            .Describe("listNearDuplicates", "Groups of its pictures that look alike, the largest first.", 400, 404).Produces<Page<NearDuplicateGroup>>();

    private static async Task<IResult> ListSimilar(
        string id, HttpRequest request, IImageReader images, ISimilarImageReader similar, CancellationToken cancellationToken)
    {
        var image = RouteIds.Parse<ImageId>(id, ImageEndpoints.What);
        var wanted = new SimilarRequest(
            Limit.Read(request.Value(Limit)), MaxDistance.Read(request.Value(MaxDistance)), Within.Read<CollectionId>(request.Value(Within)));
        if (await images.FindAsync(image, cancellationToken) is not { } view)
        {
            return RouteIds.Unknown(ImageEndpoints.What, image);
        }

        return await similar.ListSimilarAsync(view, wanted, cancellationToken) is { } found ? TypedResults.Ok(found) : NotHashed(view);
    }

    private static async Task<IResult> ListNearDuplicates(
        string id, HttpRequest request, ICollectionReader collections, ISimilarImageReader similar, CancellationToken cancellationToken)
    {
        var collection = RouteIds.Parse<CollectionId>(id, "collection");
        var (distance, page) = (DuplicateDistance.Read(request.Value(DuplicateDistance)), Paging.Of(request));
        return await collections.FindAsync(collection, cancellationToken) is null
            ? RouteIds.Unknown("collection", collection)
            : TypedResults.Ok(await similar.ListNearDuplicatesAsync(collection, distance, page, cancellationToken));
    }

    private static ProblemResult NotHashed(ImageView image)
    {
        var state = EnumNames<ItemState>.Name(image.State);
        var detail = $"The perceptual hash of '{image.Id}' is not there; it is made with the renditions: its state is {state}, its last stage {image.Stage}. "
            + $"GET /api/v1/images/{image.Id} says more.";
        var problem = new ProblemResult(StatusCodes.Status404NotFound, ProblemCodes.NotHashed, detail).Problem;
        return new(problem.Status, problem.Code, detail) { Problem = problem with { State = state, Stage = image.Stage } };
    }
}
