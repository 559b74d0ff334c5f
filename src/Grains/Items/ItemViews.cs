using System.Text.Json;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Items;

/// <summary>What callers see of a stored item, whatever its kind.</summary>
public static class ItemViews
{
    /// <summary>Error code of an item whose stored document cannot be read.</summary>
    public const string UnreadableState = "unreadableState";

    public static ItemView ToView(ItemKind kind, ItemRecord item) => new(
        item.ItemId,
        kind.Name,
        item.Name,
        item.OfCollection,
        item.JobId,
        item.State,
        item.Stage,
        item.Tries,
        item.LastError,
        item.WaitingFor,
        item.SkippedReason,
        item.DueAt,
        item.EnteredAt);

    public static JobItemError ToError(ItemRecord item) => new(
        item.ItemId,
        item.Name,
        item.LastError?.Stage ?? item.Stage,
        item.LastError?.Code ?? "unknown",
        item.LastError?.Message ?? "",
        item.LastError?.At ?? item.EnteredAt,
        item.Tries);

    /// <summary>An item whose document cannot be read, built from a blank record and the columns: shown as quarantined.</summary>
    public static ItemRecord Unreadable(ItemRecord blank, string? stage, JobId? job, DateTimeOffset enteredAt, string problem)
    {
        var reached = stage ?? blank.Stage;
        var message = $"The stored state of {blank.ItemId} cannot be read ({problem}). Restore the database from a backup, or remove that document.";
        return blank with
        {
            State = ItemState.Quarantined,
            Stage = reached,
            JobId = job,
            EnteredAt = enteredAt,
            LastError = new ItemError(UnreadableState, message, reached, enteredAt, blank.ErrorEntry),
        };
    }

    /// <summary>An item as the event feed carries it.</summary>
    internal static FeedEvent ToEvent(string name, ItemKind kind, ItemRecord item)
    {
        var payload = new ItemEventBody(
            item.ItemId, kind.Name, item.FullName, item.OfCollection?.Value, item.JobId?.Value, item.State, item.Stage, item.Tries, item.LastError,
                item.WaitingFor);
        return new FeedEvent(name, item.JobId, item.ItemId, JsonSerializer.Serialize(payload, ContractJson.Options));
    }

    private sealed record ItemEventBody(
        string Id, string Kind, string Name, string? CollectionId, string? JobId, ItemState State, string Stage, int Tries, ItemError? LastError,
            WaitingFor? WaitingFor);
}
