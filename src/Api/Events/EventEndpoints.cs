using MediaPipeline.Api.Access;
using MediaPipeline.Api.Jobs;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Events;

/// <summary>Server-sent events, of everything or of one job.</summary>
internal static class EventEndpoints
{
    private const string MediaType = "text/event-stream";
    private static readonly FlagParameter Items = new("items", "Also an event for every stage that an item completes.");
    private static readonly TextParameter LastEventId = new("lastEventId", "Continue after that event; the header Last-Event-ID does the same.");

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events", ReadAll).RequireAuthorization(Scopes.Read).WithTags("Events").Takes(Items, LastEventId)
            .Describe("readEvents", "Events, as they happen.", 400).Produces<string>(StatusCodes.Status200OK, MediaType);
        api.MapGet("/jobs/{id}/events", ReadJob).RequireAuthorization(Scopes.Read).WithTags("Events").Takes(Items, LastEventId)
            .Describe("readJobEvents", "Events of one job: first its current state, then events as they happen. The stream stays open when the job has "
                + "ended, for it may be retried.", 400, 404)
            .Produces<string>(StatusCodes.Status200OK, MediaType);
    }

    private static Task<IResult> ReadAll(HttpRequest request) =>
        Task.FromResult<IResult>(new EventStreamResult(LastIdOf(request), null, Items.Read(request.Value(Items))));

    private static async Task<IResult> ReadJob(string id, HttpRequest request, IJobReader jobs, CancellationToken cancellationToken)
    {
        var job = RouteIds.Parse<JobId>(id, JobEndpoints.What);
        var withItems = Items.Read(request.Value(Items));
        return await jobs.FindAsync(job, cancellationToken) is null
            ? RouteIds.Unknown(JobEndpoints.What, job)
            : new EventStreamResult(LastIdOf(request), job, withItems);
    }

    private static string? LastIdOf(HttpRequest request) =>
        request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : request.Value(LastEventId);
}
