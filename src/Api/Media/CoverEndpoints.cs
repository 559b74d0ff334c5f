using MediaPipeline.Api.Access;
using MediaPipeline.Api.Drawings;
using MediaPipeline.Api.Images;
using MediaPipeline.Api.Jobs;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Drawings;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Media;

/// <summary><c>/api/v1/media/{id}/cover</c>, and the job that fetches covers.</summary>
internal static class CoverEndpoints
{
    private const string What = "media title", Small = "small", Large = "large";
    private static readonly ChoiceParameter Size = new("size", "How large it is: small when left out.", [Small, Large]);
    private static readonly TextParameter Type = new("type", "The type of the titles: anime, manga, movie, …; all when left out.");

    public static void MapCovers(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/media").WithTags("Catalogue");
        group.MapMethods("/{id}/cover", EndpointConventions.ReadMethods, Get).RequireAuthorization(Scopes.Read).Takes(Size, DrawnPictures.Theme)
            .Describe("getMediaCover", "The cover of a title; it is fetched when it is first asked for. Until then, and without one, a drawn picture that says why.",
                400, 404, 507)
            .Produces<Stream>(StatusCodes.Status200OK, "image/jpeg", "image/webp", "image/png")
            .Produces<Stream>(StatusCodes.Status206PartialContent, "image/jpeg", "image/webp", "image/png")
            .Produces(StatusCodes.Status301MovedPermanently).Produces(StatusCodes.Status304NotModified);
        group.MapPost("/fetch-covers", Fetch).RequireAuthorization(Scopes.Write).Takes(Type)
            .Describe("fetchCovers", "Fetches the covers that are not there, behind all other work, as a job.", 400, 507)
            .Produces<JobStarted>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Get(
        string id, HttpContext context, IMediaReader media, IAssetReader assets, IItemReader items, IGrainFactory grains, PictureFiles files,
        DrawnPictures drawings)
    {
        var (key, request, cancellationToken) = (RouteIds.Parse<MediaId>(id, What), context.Request, context.RequestAborted);
        var kind = string.Equals(Size.Read(request.Value(Size)), Large, StringComparison.Ordinal) ? RenditionKind.Viewing : RenditionKind.Thumbnail;
        var theme = DrawnPictures.ThemeOf(request);
        switch (await media.FindAsync(key, cancellationToken))
        {
            case null:
                return RouteIds.Unknown(What, key);
            case { MergedInto: { } into }:
                return TypedResults.Redirect($"/api/v1/media/{into}/cover{request.QueryString}", permanent: true);
            case { CoverUrl: { } url } title when AssetUrl.IsFetchable(url):
                var asset = AssetId.Of(url);
                return files.Find(context, asset.Value, await assets.LocateAsync(asset, kind, cancellationToken))
                    ?? await DrawAsync(title, await RequestAsync(asset, url, items, grains, cancellationToken));
            case { } title:
                return await DrawAsync(title, title.CoverUrl is null ? Notices.NoCover : Notices.CoverRefused);
        }

        Task<IResult> DrawAsync(MediaView title, Notice notice)
        {
            var name = title.Title ?? title.ExternalId;
            return drawings.AnswerAsync(context, new PlaceholderRequest(name, notice, theme), $"{name}, placeholder.webp");
        }
    }

    /// <summary>Lets it be fetched, unless that has been tried; says why it is not there.</summary>
    private static async Task<Notice> RequestAsync(
        AssetId asset, string url, IItemReader items, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var cover = await items.FindAsync(asset.Value, cancellationToken);
        if (cover is null or { State: ItemState.Pending or ItemState.Live })
        {
            await grains.GetGrain<IAssetGrain>(asset.Value).Want(url, null);
            return Notices.CoverComing;
        }

        return Notices.OfCover(cover);
    }

    private static async Task<IResult> Fetch(HttpRequest request, IGrainFactory grains, TimeProvider clock)
    {
        var type = request.Value(Type) is { } given ? TextField.Check(given, Type.Name).ToLowerInvariant() : null;
        var job = JobId.Create(clock.GetUtcNow());
        await grains.GetGrain<IJobGrain>(job.Value).Start(new StartJobRequest(null, JobPriority.Last, new FetchCoversPayload(type)));
        return JobStarted.Answer(job);
    }
}
