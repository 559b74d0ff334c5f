using MediaPipeline.Api.Problems;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Jobs;

/// <summary>The response of every long operation.</summary>
/// <param name="JobId">The job that does it.</param>
public sealed record JobStarted(JobId JobId)
{
    /// <summary>202 with the job's <c>Location</c>, or the problem.</summary>
    internal static IResult Answer(JobStartedResult started) =>
        started.Result.ToProblem() is { } problem ? problem : Answer(started.JobId ?? throw new InvalidOperationException("The grain answered without a job."));

    internal static IResult Answer(JobId jobId) => TypedResults.Accepted($"/api/v1/jobs/{jobId}", new JobStarted(jobId));
}
