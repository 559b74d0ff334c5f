namespace MediaPipeline.Api.Problems;

/// <summary>A request cannot be understood. Thrown where requests are parsed, turned into a problem in one place.</summary>
internal sealed class RequestRejectedException(int status, string code, string detail) : Exception(detail)
{
    public ProblemResult Problem { get; } = new(status, code, detail);

    public static RequestRejectedException BadRequest(string code, string detail) => new(400, code, detail);
}
