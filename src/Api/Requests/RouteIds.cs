using MediaPipeline.Api.Problems;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Api.Requests;

/// <summary>Ids in paths. One that is no id cannot name anything: 404, and the detail says what an id looks like.</summary>
internal static class RouteIds
{
    public static TId Parse<TId>(string text, string what)
        where TId : struct, IEntityId<TId> =>
        EntityId.TryParse<TId>(text, out var id)
            ? id
            : throw new RequestRejectedException(404, ProblemCodes.NotFound,
                $"There is no {what} '{text}': its id is '{TId.Prefix}' and 32 hexadecimal digits in lower case.");

    public static ProblemResult Unknown(string what, object id) => ProblemResult.NotFound($"There is no {what} '{id}'.");
}
