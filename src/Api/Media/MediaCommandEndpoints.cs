using MediaPipeline.Api.Access;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Media;

/// <summary>What persons change in titles.</summary>
internal static class MediaCommandEndpoints
{
    private const string What = "media title";

    public static void MapMediaCommands(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/media").WithTags("Catalogue");
        group.MapPatch("/{id}", Edit).RequireAuthorization(Scopes.Write)
            .Describe("editMedia", "Sets fields of a title, which no import changes from then on, and gives them free again.",
                400, 404, 409, 412, 413, 415, 507)
            .Produces<MediaView>();
        group.MapPost("/{id}/merge", Merge).RequireAuthorization(Scopes.Write)
            .Describe("mergeMedia", "Makes a title a part of another one, which stays.", 400, 404, 409, 413, 415, 507)
            .Produces<MediaView>(StatusCodes.Status202Accepted);
        group.MapPost("/{id}/split", Split).RequireAuthorization(Scopes.Write)
            .Describe("splitMedia", "Makes some sources of a title a title of their own.", 400, 404, 409, 413, 415, 507)
            .Produces<SplitTitle>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Edit(
        string id, EditBody body, HttpContext context, IGrainFactory grains, IMediaReader media, CancellationToken cancellationToken)
    {
        var title = RouteIds.Parse<MediaId>(id, What);
        var result = await GrainOf(grains, title).Edit(body.ToEdit(MediaRevision.Expected(context.Request)));
        return result is { Code: "revisionChanged" }
            ? new ProblemResult(StatusCodes.Status412PreconditionFailed, result.Code, result.Message!)
            : result.ToProblem() ?? MediaRevision.Show((await media.FindAsync(title, cancellationToken))!, context.Response);
    }

    private static async Task<IResult> Merge(string id, MergeBody body, IGrainFactory grains)
    {
        var into = body.Check();
        var result = await GrainOf(grains, RouteIds.Parse<MediaId>(id, What)).Merge(into);
        return result.ToProblem() is { } problem ? problem : TypedResults.Accepted($"/api/v1/media/{into}");
    }

    private static async Task<IResult> Split(string id, SplitBody body, IGrainFactory grains)
    {
        var split = await GrainOf(grains, RouteIds.Parse<MediaId>(id, What)).Split(body.Check());
        return split.Result.ToProblem() is { } problem ? problem : TypedResults.Accepted($"/api/v1/media/{split.Title}", new SplitTitle(split.Title!.Value));
    }

    private static IMediaGrain GrainOf(IGrainFactory grains, MediaId id) => grains.GetGrain<IMediaGrain>(id.Value);
}

/// <summary>The title that sources have become.</summary>
public sealed record SplitTitle(MediaId Id);
