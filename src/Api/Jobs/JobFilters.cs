using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Jobs;

/// <summary><c>?type=&amp;state=&amp;source=&amp;collectionId=</c></summary>
internal sealed class JobFilters(JobTypes types)
{
    /// <summary>Types in the contract that no job has yet: filtering by them is valid and finds nothing.</summary>
    private static readonly string[] NamedOnly =
        ["webhook", "scanItem", "notifyPlayers", "sync", "snapshot", "restore", "reindex", "warmCache", "erase"];

    public ChoiceParameter Type { get; } = new("type", "The type of the jobs.", [.. types.All, .. NamedOnly.Except(types.All, StringComparer.Ordinal)]);

    public static ChoiceParameter State { get; } = new("state", "The state of the jobs.", EnumNames<JobState>.All);

    public static TextParameter Source { get; } = new("source", "What they work on: a path, a file, a provider.");

    public static IdParameter CollectionId { get; } = IdParameter.Of<CollectionId>("collectionId", "The collection that they work on.");

    public QueryParameter[] All => [Type, State, Source, CollectionId];

    /// <summary>Null when no job can match.</summary>
    public JobFilter? Read(HttpRequest request)
    {
        var type = Type.Read(request.Value(Type));
        var (state, collection) = (State.Read<JobState>(request.Value(State)), CollectionId.Read<CollectionId>(request.Value(CollectionId)));
        return type is null || types.All.Contains(type, StringComparer.Ordinal) ? new JobFilter(type, state, request.Value(Source), collection) : null;
    }
}
