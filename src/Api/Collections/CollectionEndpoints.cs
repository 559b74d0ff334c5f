using MediaPipeline.Api.Access;
using MediaPipeline.Api.Drawings;
using MediaPipeline.Api.Images;
using MediaPipeline.Api.Jobs;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Api.Collections;

/// <summary><c>/api/v1/collections</c></summary>
internal static class CollectionEndpoints
{
    private const string What = "collection";

    public static void MapCollections(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/collections").WithTags("Collections");
        group.MapPost("", Add).RequireAuthorization(Scopes.Write)
            .Describe("addCollection", "Adds a folder or an archive and scans it at once; an existing one is returned unchanged (200).", 400, 403,
                409, 413, 415, 507)
            .Produces<CollectionView>(StatusCodes.Status200OK).Produces<CollectionView>(StatusCodes.Status201Created);
        group.MapGet("", List).RequireAuthorization(Scopes.Read).Takes(Paging.All)
            .Describe("listCollections", "Collections by name.", 400).Produces<Page<CollectionView>>();
        group.MapGet("/{id}", Get).RequireAuthorization(Scopes.Read).Takes()
            .Describe("getCollection", "One collection with its counts.", 404).Produces<CollectionView>();
        group.MapPost("/{id}/scan", Scan).RequireAuthorization(Scopes.Write).Takes(JobPriority.Parameter)
            .Describe("scanCollection", "Scans it again, or returns the running scan.", 400, 404, 409, 413, 415, 507)
                .Produces<JobStarted>(StatusCodes.Status202Accepted);
        group.MapDelete("/{id}", Delete).RequireAuthorization(Scopes.Write)
            .Describe("deleteCollection", "Removes the collection and its renditions, never the originals.", 404, 409, 507)
                .Produces<JobStarted>(StatusCodes.Status202Accepted);
        var filters = api.ServiceProvider.GetRequiredService<ItemFilters>();
        group.MapGet("/{id}/images", ListImages).RequireAuthorization(Scopes.Read).Takes([.. filters.OfCollection, .. Paging.All])
            .Describe("listImages", "Its pictures in natural order of path and entry.", 400, 404).Produces<Page<ImageView>>();
        group.MapNearDuplicates();
        group.MapCollectionDrawings();
    }

    private static async Task<IResult> Add(AddCollectionBody body, IGrainFactory grains, ICollectionReader collections, CancellationToken cancellationToken)
    {
        var added = await grains.GetGrain<ICollectionRegisterGrain>(0).Add(body.ToRequest());
        if (added.Result.ToProblem() is { } problem)
        {
            return problem;
        }

        var id = added.Id ?? throw new InvalidOperationException("The register answered without an id.");
        var view = await collections.FindAsync(id, cancellationToken) ?? throw new InvalidOperationException($"'{id}' was added but cannot be read.");
        view = view with { JobId = added.JobId ?? view.JobId };
        return added.Created ? TypedResults.Created($"/api/v1/collections/{id}", view) : TypedResults.Ok(view);
    }

    private static async Task<IResult> List(HttpRequest request, ICollectionReader collections, CancellationToken cancellationToken) =>
        TypedResults.Ok(await collections.ListAsync(Paging.Of(request), cancellationToken));

    private static async Task<IResult> Get(string id, ICollectionReader collections, CancellationToken cancellationToken)
    {
        var collection = RouteIds.Parse<CollectionId>(id, What);
        return await collections.FindAsync(collection, cancellationToken) is { } view ? TypedResults.Ok(view) : RouteIds.Unknown(What, collection);
    }

    private static async Task<IResult> Scan(string id, HttpRequest request, IGrainFactory grains, ScanBody? body = null)
    {
        var collection = grains.GetGrain<ICollectionGrain>(RouteIds.Parse<CollectionId>(id, What).Value);
        var priority = JobPriority.Of(request);
        return JobStarted.Answer(await (body is { Verify: true } ? collection.Verify(priority) : collection.Scan(priority)));
    }

    private static async Task<IResult> Delete(string id, IGrainFactory grains)
    {
        var collection = RouteIds.Parse<CollectionId>(id, What);
        return JobStarted.Answer(await grains.GetGrain<ICollectionGrain>(collection.Value).Delete());
    }

    private static async Task<IResult> ListImages(
        string id, HttpRequest request, ItemFilters filters, ICollectionReader collections, IImageReader images, CancellationToken cancellationToken)
    {
        var collection = RouteIds.Parse<CollectionId>(id, What);
        var (filter, page) = (filters.Read(request), Paging.Of(request));
        return await collections.FindAsync(collection, cancellationToken) is null
            ? RouteIds.Unknown(What, collection)
            : TypedResults.Ok(await images.ListAsync(collection, filter with { CollectionId = collection }, page, cancellationToken));
    }
}
