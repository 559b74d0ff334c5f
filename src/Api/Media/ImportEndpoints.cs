using MediaPipeline.Api.Access;
using MediaPipeline.Api.Jobs;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Media;

/// <summary><c>/api/v1/imports</c></summary>
internal static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder api) =>
        api.MapGroup("/imports").WithTags("Catalogue").MapPost("", Start).RequireAuthorization(Scopes.Write)
            .Describe("startImport", "Imports media titles from a source, as jobs.", 400, 403, 413, 415, 507)
            .Produces<ImportJobs>(StatusCodes.Status202Accepted);

    private static async Task<IResult> Start(ImportBody body, IGrainFactory grains)
    {
        var started = await grains.GetGrain<IImportGrain>(0).Start(body.ToPayload(), JobPriority.Check(body.Priority));
        return started.Result.ToProblem() is { } problem ? problem : TypedResults.Accepted("/api/v1/jobs?type=import", new ImportJobs(started.Jobs));
    }
}

/// <summary>The jobs of an import.</summary>
public sealed record ImportJobs(IReadOnlyList<JobId> JobIds);
