using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Media;

/// <summary>What media titles add to <see cref="ItemMachine{T}"/>.</summary>
internal sealed class MediaRules : ItemRules<MediaRecord>
{
    public override ItemKind Kind => MediaStages.Kind;

    public override (MediaRecord Record, IEnumerable<ItemEffect> Effects) Complete(
        MediaRecord before, MediaRecord record, StageResult result, ItemContext context) => (record, []);

    public override ItemDecision<MediaRecord> Decide(
        MediaRecord record, ItemEvent happened, ItemContext context, ItemMachine<MediaRecord> machine) =>
        happened is MediaEvent.Offered offered ? Take(record, offered, context) : base.Decide(record, happened, context, machine);

    /// <summary>The record of a title that was not known.</summary>
    internal static MediaRecord FirstRecord(OfferedFacts offered, JobId job, int priority, DateTimeOffset now) => new MediaRecord
    {
        Id = offered.Id,
        Facts = offered.Facts,
        Faults = offered.Faults,
        Place = offered.Place,
        Signature = offered.Signature,
        ImportedAt = offered.ReadAt,
        SortKey = SortKeyOf(offered),
        JobId = job,
        Priority = priority,
    }.Began(now, "imported");

    // By title in the order of people; unique by the id.
    private static string SortKeyOf(OfferedFacts offered) => $"{NaturalKey.Of(offered.Facts.Title ?? "", entry: null)} {offered.Id}";

    private static ItemDecision<MediaRecord> Take(MediaRecord record, MediaEvent.Offered offered, ItemContext context)
    {
        if (IsKnown(record.Signature, record.State, record.SkippedReason, offered.Facts.Signature))
        {
            return new ItemDecision<MediaRecord>.Ignored("imported unchanged", []);
        }

        var changed = FirstRecord(offered.Facts, offered.JobId, offered.Priority, context.Now) with
        {
            Attempt = record.Attempt + 1,
            History = record.History,
            FailedJobId = record.FailedJobId,
            LastError = record.LastError,
        };
        var same = string.Equals(record.Signature, offered.Facts.Signature, StringComparison.Ordinal);
        return new ItemDecision<MediaRecord>.Changed(
            changed.Note(context, MediaStages.Raw, same ? "found" : "changed"),
            [.. ItemMachine<MediaRecord>.NotifyJobs(record), new ItemEffect.Publish(FeedEvents.ItemStage)]);
    }

    /// <summary>Whether an import need not tell the title: it says the same, and the title needs nothing.</summary>
    internal static bool IsKnown(string known, ItemState state, string? skippedReason, string signature) =>
        string.Equals(known, signature, StringComparison.Ordinal) && (state is ItemState.Live or ItemState.Failed or ItemState.Quarantined
            || (state == ItemState.Skipped && !string.Equals(skippedReason, ItemRecord.CancelledReason, StringComparison.Ordinal)));
}
