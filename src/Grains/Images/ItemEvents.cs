using System.Text.Json;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Images;

/// <summary>Events about a picture, as the feed carries them.</summary>
internal static class ItemEvents
{
    public static FeedEvent Of(string name, ImageState state)
    {
        var payload = new ItemEvent(
            state.Id.Value, "image", ImageViews.EntryOf(state) ?? state.Path, state.CollectionId.Value, state.JobId?.Value, state.State, state.Stage, state.Tries, state.LastError, state.WaitingFor);
        return new FeedEvent(name, state.JobId, state.Id.Value, JsonSerializer.Serialize(payload, ContractJson.Options));
    }

    private sealed record ItemEvent(
        string Id, string Kind, string Name, string CollectionId, string? JobId, ItemState State, string Stage, int Tries, ItemError? LastError, WaitingFor? WaitingFor);
}
