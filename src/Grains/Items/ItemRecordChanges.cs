using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Items;

/// <summary>Small changes of records that several decisions share.</summary>
internal static class ItemRecordChanges
{
    /// <summary>The record with one more step in its history; when it is full, the oldest entry but the first is dropped.</summary>
    public static T Note<T>(
        this T record, ItemContext context, string stage, string happened, int? attempt = null, string? code = null, string? message = null)
        where T : ItemRecord
    {
        var entry = new HistoryEntry(context.Now, stage, happened, attempt, code, message);
        var history = record.History.Count < context.Options.MaxHistory
            ? [.. record.History, entry]
            : record.History.Take(1).Concat(record.History.Skip(2)).Append(entry);
        return record with { History = [.. history] };
    }

    /// <summary>The record with these stages completed at these times.</summary>
    public static T At<T>(this T record, DateTimeOffset now, params IEnumerable<string> stages)
        where T : ItemRecord
    {
        var times = new Dictionary<string, DateTimeOffset>(record.StageTimes, StringComparer.Ordinal);
        foreach (var stage in stages)
        {
            times[stage] = now;
        }

        return record with { StageTimes = times };
    }

    /// <summary>The first record of an item, at the first stage of its kind since now.</summary>
    public static T Began<T>(this T record, DateTimeOffset now, string happened)
        where T : ItemRecord => record.At(now, record.Stage) with
        {
            History = [new HistoryEntry(now, record.Stage, happened, null, null, null)],
            EnteredAt = now,
        };

    /// <summary>The record put back to a stage: later ones have not been completed.</summary>
    public static T BackTo<T>(this T record, string stage, ItemKind kind)
        where T : ItemRecord => record with
        {
            Stage = stage,
            StageTimes = record.StageTimes.Where(time => kind.IsAtOrBefore(time.Key, stage)).ToDictionary(StringComparer.Ordinal),
        };

    /// <summary>
    /// The record to store: with the trace of the call that started an attempt, else with the one it had; without one when no attempt is running.
    /// </summary>
    public static T WithTrace<T>(this T record, IReadOnlyList<ItemEffect> effects, string? carried)
        where T : ItemRecord
    {
        var trace = record.State switch
        {
            ItemState.Running when effects.Any(effect => effect is ItemEffect.RunStage) => carried ?? record.TraceParent,
            ItemState.Running or ItemState.Waiting => record.TraceParent,
            _ => null,
        };
        return string.Equals(trace, record.TraceParent, StringComparison.Ordinal) ? record : record with { TraceParent = trace };
    }
}
