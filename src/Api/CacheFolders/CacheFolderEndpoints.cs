using MediaPipeline.Api.Access;
using MediaPipeline.Api.Jobs;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.CacheFolders;

/// <summary><c>/api/v1/cache-folders</c></summary>
internal static class CacheFolderEndpoints
{
    private const string What = "cache folder";
    private static readonly NumberParameter OlderThanDays = new("olderThanDays", "Only files last changed at least so many days ago are deleted.", 7, 0, 3_650);
    private static readonly FlagParameter DryRun = new("dryRun", "Only counts what would be deleted.", Default: true);

    public static void MapCacheFolders(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/cache-folders").WithTags("Cache folders");
        group.MapPost("", Add).RequireAuthorization(Scopes.Write)
            .Describe("addCacheFolder", "Adds a folder for renditions; an existing one is returned unchanged (200).", 400, 403, 409, 413, 415, 507)
            .Produces<CacheFolderView>(StatusCodes.Status200OK).Produces<CacheFolderView>(StatusCodes.Status201Created);
        group.MapGet("", List).RequireAuthorization(Scopes.Read).Takes(Paging.All)
            .Describe("listCacheFolders", "The folders that hold renditions.", 400).Produces<Page<CacheFolderView>>();
        group.MapGet("/{id}", Get).RequireAuthorization(Scopes.Read).Describe("getCacheFolder", "One cache folder.", 404).Produces<CacheFolderView>();
        group.MapPatch("/{id}", Change).RequireAuthorization(Scopes.Write)
            .Describe("changeCacheFolder", "Changes its limit or its weight; starts or ends its draining.", 400, 404, 413, 415, 507)
                .Produces<CacheFolderView>();
        group.MapDelete("/{id}", Delete).RequireAuthorization(Scopes.Write)
            .Describe("deleteCacheFolder", "Removes the folder, which must be drained and empty.", 404, 409, 503, 507).Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id}/reconcile", Reconcile).RequireAuthorization(Scopes.Write)
            .Describe("reconcileCacheFolder", "Starts a job that compares the stored renditions with the disk and renders lost ones again, or returns "
                + "the running one.", 404, 507)
            .Produces<JobStarted>(StatusCodes.Status202Accepted);
        group.MapPost("/{id}/clean-orphans", CleanOrphans).RequireAuthorization(Scopes.Write).Takes(OlderThanDays, DryRun)
            .Describe("cleanOrphans", "Starts a job that finds renditions which no picture refers to, and deletes them unless it is a dry run, or returns "
                + "the running one.", 400, 404, 507)
            .Produces<JobStarted>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Add(AddCacheFolderBody body, IGrainFactory grains, ICollectionReader collections, CancellationToken cancellationToken)
    {
        var added = await grains.GetGrain<ICacheFolderRegisterGrain>(0).AddFolder(body.ToRequest());
        if (added.Result.ToProblem() is { } problem)
        {
            return problem;
        }

        var id = added.Id ?? throw new InvalidOperationException("The register answered without an id.");
        var view = await FindAsync(id, grains, collections, cancellationToken) ?? throw new InvalidOperationException($"'{id}' was added but cannot be read.");
        return added.Created ? TypedResults.Created($"/api/v1/cache-folders/{id}", view) : TypedResults.Ok(view);
    }

    private static async Task<IResult> List(HttpRequest request, IGrainFactory grains, ICollectionReader collections, CancellationToken cancellationToken)
    {
        var page = await collections.ListCacheFoldersAsync(Paging.Of(request), cancellationToken);
        var views = new List<CacheFolderView>(page.Items.Count);
        foreach (var view in page.Items)
        {
            views.Add(await WithGateAsync(view, grains));
        }

        return TypedResults.Ok(page with { Items = views });
    }

    private static async Task<IResult> Get(string id, IGrainFactory grains, ICollectionReader collections, CancellationToken cancellationToken)
    {
        var folder = RouteIds.Parse<CacheFolderId>(id, What);
        return await FindAsync(folder, grains, collections, cancellationToken) is { } view ? TypedResults.Ok(view) : RouteIds.Unknown(What, folder);
    }

    private static async Task<IResult> Change(
        string id, ChangeCacheFolderBody body, IGrainFactory grains, ICollectionReader collections, CancellationToken cancellationToken)
    {
        var folder = RouteIds.Parse<CacheFolderId>(id, What);
        var changed = await grains.GetGrain<ICacheFolderRegisterGrain>(0).Configure(body.ToRequest(folder));
        return changed.ToProblem() is { } problem ? problem
            : await FindAsync(folder, grains, collections, cancellationToken) is { } view ? TypedResults.Ok(view) : RouteIds.Unknown(What, folder);
    }

    private static async Task<IResult> Delete(string id, IGrainFactory grains)
    {
        var deleted = await grains.GetGrain<ICacheFolderGrain>(RouteIds.Parse<CacheFolderId>(id, What).Value).Delete();
        return deleted.ToProblem() is { } problem ? problem : TypedResults.NoContent();
    }

    private static async Task<IResult> Reconcile(string id, IGrainFactory grains) =>
        JobStarted.Answer(await grains.GetGrain<ICacheFolderGrain>(RouteIds.Parse<CacheFolderId>(id, What).Value).Reconcile());

    private static async Task<IResult> CleanOrphans(string id, HttpRequest request, IGrainFactory grains)
    {
        var folder = RouteIds.Parse<CacheFolderId>(id, What);
        var cleanUp = new CleanUp(OlderThanDays.Read(request.Value(OlderThanDays)), DryRun.Read(request.Value(DryRun)));
        return JobStarted.Answer(await grains.GetGrain<ICacheFolderGrain>(folder.Value).CleanOrphans(cleanUp));
    }

    private static async Task<CacheFolderView?> FindAsync(
        CacheFolderId id, IGrainFactory grains, ICollectionReader collections, CancellationToken cancellationToken) =>
        await collections.FindCacheFolderAsync(id, cancellationToken) is { } view ? await WithGateAsync(view, grains) : null;

    // A folder whose stored state cannot be read has no usable grain.
    private static async Task<CacheFolderView> WithGateAsync(CacheFolderView view, IGrainFactory grains) =>
        view.State is "unavailable" ? view : view.Behind(await grains.GetGrain<ICacheFolderGrain>(view.Id.Value).FindGate());
}
