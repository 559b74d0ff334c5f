using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Jobs;

/// <summary>Priority of a job that a caller starts: 1 (first) to 9.</summary>
internal static class JobPriority
{
    public const int First = 1;
    public const int Last = 9;
    public const int Default = 5;

    public static NumberParameter Parameter { get; } = new("priority", "Of the job: 1 (first) to 9.", Default, First, Last);

    public static int Of(HttpRequest request) => Parameter.Read(request.Value(Parameter));

    public static int Check(int? priority) => priority switch
    {
        null => Default,
        >= First and <= Last => priority.Value,
        _ => throw RequestRejectedException.BadRequest(
            ProblemCodes.InvalidField, $"The field 'priority' cannot be {priority}: expected {First} (first) to {Last}."),
    };
}
