using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Jobs;

/// <summary><c>?type=&amp;state=&amp;source=&amp;collectionId=</c></summary>
internal static class JobFilters
{
    /// <summary>Types that the contract names and no job has yet: asking for them finds nothing, and is no mistake.</summary>
    private static readonly string[] NamedOnly =
        ["import", "webhook", "scanItem", "notifyPlayers", "sync", "snapshot", "restore", "reindex", "warmCache", "erase"];

    public static ChoiceParameter Type { get; } = new("type", "What the jobs do.", [.. EnumNames<JobType>.All, .. NamedOnly]);

    public static ChoiceParameter State { get; } = new("state", "Where the jobs stand.", EnumNames<JobState>.All);

    public static TextParameter Source { get; } = new("source", "What they work on: a path, a file, a provider.");

    public static IdParameter CollectionId { get; } = IdParameter.Of<CollectionId>("collectionId", "The collection that they work on.");

    public static QueryParameter[] All { get; } = [Type, State, Source, CollectionId];

    /// <summary>Null when no job can match.</summary>
    public static JobFilter? Read(HttpRequest request)
    {
        var type = Type.Read(request.Value(Type));
        var filter = new JobFilter(
            Type.Read<JobType>(
                type), State.Read<JobState>(request.Value(State)), request.Value(Source), CollectionId.Read<CollectionId>(request.Value(CollectionId)));
        return type is not null && filter.Type is null ? null : filter;
    }
}
