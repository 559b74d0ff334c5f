using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Requests;

/// <summary>The filter of items, from a query or from the fields of a body.</summary>
internal static class ItemFilters
{
    public static ChoiceParameter Kind { get; } = new("kind", "Kind of the items.", ["image"]);

    public static ChoiceParameter State { get; } = new("state", "Where the items stand.", EnumNames<ItemState>.All);

    public static ChoiceParameter Stage { get; } = new("stage", "The last stage that they completed.", ImageStages.All);

    public static TextParameter Code { get; } = new("code", "The code of their last error.");

    public static IdParameter JobId { get; } = IdParameter.Of<JobId>("jobId", "The job that last changed them.");

    public static IdParameter CollectionId { get; } = IdParameter.Of<CollectionId>("collectionId", "The collection that they belong to.");

    public static QueryParameter[] OfCollection { get; } = [State, Stage, Code];

    public static QueryParameter[] All { get; } = [Kind, State, Stage, Code, JobId, CollectionId];

    public static ItemFilter Read(HttpRequest request) => Read(request.Value);

    public static ItemFilter Read(Func<QueryParameter, string?> valueOf) => new(
        Kind.Read(valueOf(Kind)),
        State.Read<ItemState>(valueOf(State)),
        Stage.Read(valueOf(Stage)),
        valueOf(Code),
        JobId.Read<JobId>(valueOf(JobId)),
        CollectionId.Read<CollectionId>(valueOf(CollectionId)));
}
