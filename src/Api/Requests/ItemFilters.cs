using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Requests;

/// <summary>The filter of items, from a query or from the fields of a body. Kinds and stages are those that are registered.</summary>
internal sealed class ItemFilters(ItemKinds kinds)
{
    private static readonly ChoiceParameter State = new("state", "The state of the items.", EnumNames<ItemState>.All);
    private static readonly TextParameter Code = new("code", "The code of their last error.");
    private static readonly IdParameter JobId = IdParameter.Of<JobId>("jobId", "The job that last changed them.");
    private static readonly IdParameter CollectionId = IdParameter.Of<CollectionId>("collectionId", "The collection that they belong to.");
    private readonly ChoiceParameter _kind = new("kind", "Kind of the items.", [.. kinds.All.Select(kind => kind.Name)]);
    private readonly ChoiceParameter _stage = new("stage", "The last stage that they completed.", kinds.Stages);

    public QueryParameter[] OfCollection => [State, _stage, Code];

    public QueryParameter[] All => [_kind, State, _stage, Code, JobId, CollectionId];

    public ItemFilter Read(HttpRequest request) => Read(request.Value);

    public ItemFilter Read(Func<QueryParameter, string?> valueOf) => new(
        _kind.Read(valueOf(_kind)),
        State.Read<ItemState>(valueOf(State)),
        _stage.Read(valueOf(_stage)),
        valueOf(Code) is { } code ? TextField.Check(code, Code.Name) : null,
        JobId.Read<JobId>(valueOf(JobId)),
        CollectionId.Read<CollectionId>(valueOf(CollectionId)));
}
