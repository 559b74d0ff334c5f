using System.Text.Json;
using MediaPipeline.Api.Access;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Media;

/// <summary><c>/api/v1/media</c>: media titles.</summary>
internal static class MediaEndpoints
{
    private const string What = "media title", Lines = "application/jsonl";
    private const int EarliestYear = 1, LatestYear = 9999;
    private static readonly TextParameter Type = new("type", "The type of the titles: anime, manga, movie, …");
    private static readonly ChoiceParameter State = new("state", "The state of the titles.", EnumNames<ItemState>.All);
    private static readonly ChoiceParameter Stage = new("stage", "The last stage that they completed.", MediaStages.Kind.Stages);
    private static readonly IdParameter JobId = IdParameter.Of<JobId>("jobId", "The job that last changed them.");
    private static readonly NumberParameter YearFrom = new("yearFrom", "The earliest year.", EarliestYear, EarliestYear, LatestYear);
    private static readonly NumberParameter YearTo = new("yearTo", "The latest year.", LatestYear, EarliestYear, LatestYear);

    public static void MapMedia(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/media").WithTags("Catalogue");
        group.MapGet("", List).RequireAuthorization(Scopes.Read).Takes([Type, State, Stage, JobId, YearFrom, YearTo, .. Paging.All])
            .Describe("listMedia", "Media titles by title.", 400).Produces<Page<MediaView>>();
        group.MapGet("/export", Export).RequireAuthorization(Scopes.Read)
            .Describe("exportMedia", "All media titles as JSON lines, by id.").Produces<MediaView>(StatusCodes.Status200OK, Lines);
        group.MapGet("/{id}", Get).RequireAuthorization(Scopes.Read)
            .Describe("getMedia", "One media title with its state and stages; of one that has become a part of another, the address of that.", 404)
            .Produces<MediaView>().Produces(StatusCodes.Status301MovedPermanently);
        group.MapGet("/{id}/sources", GetSources).RequireAuthorization(Scopes.Read)
            .Describe("getMediaSources", "What each source says of a title, and whose values are shown.", 404).Produces<MediaSourcesView>();
    }

    private static async Task<IResult> List(HttpRequest request, IMediaReader media, CancellationToken cancellationToken) =>
        TypedResults.Ok(await media.ListAsync(FilterOf(request), Paging.Of(request), cancellationToken));

    private static async Task<IResult> Get(string id, IMediaReader media, HttpResponse response, CancellationToken cancellationToken)
    {
        var title = RouteIds.Parse<MediaId>(id, What);
        return await media.FindAsync(title, cancellationToken) switch
        {
            null => RouteIds.Unknown(What, title),
            { MergedInto: { } into } => TypedResults.Redirect($"/api/v1/media/{into}", permanent: true),
            var view => MediaRevision.Show(view, response),
        };
    }

    private static async Task<IResult> GetSources(string id, IMediaReader media, CancellationToken cancellationToken)
    {
        var title = RouteIds.Parse<MediaId>(id, What);
        return await media.FindSourcesAsync(title, cancellationToken) is { } view ? TypedResults.Ok(view) : RouteIds.Unknown(What, title);
    }

    private static async Task Export(HttpContext context, IMediaReader media)
    {
        context.Response.ContentType = Lines;
        var output = context.Response.BodyWriter;
        await foreach (var title in media.ExportAsync(context.RequestAborted))
        {
            await JsonSerializer.SerializeAsync(output, title, ContractJson.Options, context.RequestAborted);
            await output.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
        }
    }

    private static MediaFilter FilterOf(HttpRequest request) => new(
        request.Value(Type) is { } type ? TextField.Check(type, Type.Name).ToLowerInvariant() : null,
        State.Read<ItemState>(request.Value(State)),
        Stage.Read(request.Value(Stage)),
        JobId.Read<JobId>(request.Value(JobId)),
        YearOf(request, YearFrom),
        YearOf(request, YearTo));

    private static int? YearOf(HttpRequest request, NumberParameter year) => request.Value(year) is { } given ? year.Read(given) : null;
}
