using MediaPipeline.Api.Access;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Api.Jobs;

/// <summary><c>/api/v1/jobs</c>, but for the events.</summary>
internal static class JobEndpoints
{
    internal const string What = "job";

    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var filters = api.ServiceProvider.GetRequiredService<JobFilters>();
        var group = api.MapGroup("/jobs").WithTags("Jobs");
        group.MapGet("", List).RequireAuthorization(Scopes.Read).Takes([.. filters.All, .. Paging.All])
            .Describe("listJobs", "Jobs, the latest first; their errors are left out.", 400).Produces<Page<JobView>>();
        group.MapGet("/{id}", Get).RequireAuthorization(Scopes.Read).Describe("getJob", "One job with its first 100 errors.", 404).Produces<JobView>();
        group.MapCommand("pause", "Lets running items end and starts no more.", grain => grain.Pause());
        group.MapCommand("resume", "Resumes after a pause.", grain => grain.Resume());
        group.MapCommand("cancel", "Ends the job: items that have not begun are skipped.", grain => grain.Cancel());
        group.MapCommand("retry", "Runs again only what failed.", grain => grain.Retry());
        group.MapPost("/{id}/answer", Answer).RequireAuthorization(Scopes.Write)
            .Describe("answerJob", "Answers the question of the job.", 400, 404, 409, 413, 415, 507).Produces<JobView>();
    }

    private static void MapCommand(this IEndpointRouteBuilder jobs, string name, string summary, Func<IJobGrain, Task<CommandResult>> command) =>
        jobs.MapPost(
            "/{id}/" + name,
            (string id, IGrainFactory grains, IJobReader reader, CancellationToken cancellationToken) =>
                RunAsync(id, command, grains, reader, cancellationToken))
            .RequireAuthorization(Scopes.Write)
            .Describe(name + "Job", summary, 404, 409, 507).Produces<JobView>();

    private static async Task<IResult> List(HttpRequest request, JobFilters filters, IJobReader jobs, CancellationToken cancellationToken)
    {
        var page = Paging.Of(request);
        return TypedResults.Ok(filters.Read(request) is { } filter
            ? await jobs.ListAsync(filter, page, cancellationToken)
            : page.Filled<JobView>([], 0, null));
    }

    private static async Task<IResult> Get(string id, IJobReader jobs, CancellationToken cancellationToken) =>
        await FindAsync(RouteIds.Parse<JobId>(id, What), jobs, cancellationToken);

    private static Task<IResult> Answer(string id, AnswerBody body, IGrainFactory grains, IJobReader jobs, CancellationToken cancellationToken)
    {
        var choice = body.Check();
        return RunAsync(id, grain => grain.Answer(choice), grains, jobs, cancellationToken);
    }

    private static async Task<IResult> RunAsync(
        string id, Func<IJobGrain, Task<CommandResult>> command, IGrainFactory grains, IJobReader jobs, CancellationToken cancellationToken)
    {
        var job = RouteIds.Parse<JobId>(id, What);
        var result = await command(grains.GetGrain<IJobGrain>(job.Value));
        return result.ToProblem() is { } problem ? problem : await FindAsync(job, jobs, cancellationToken);
    }

    private static async Task<IResult> FindAsync(JobId id, IJobReader jobs, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) is { } job ? TypedResults.Ok(job) : RouteIds.Unknown(What, id);
}
