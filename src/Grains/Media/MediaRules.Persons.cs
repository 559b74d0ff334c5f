using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Media.Facts;
using MediaPipeline.Grains.Media.Split;

namespace MediaPipeline.Grains.Media;

/// <summary>What persons say about titles, and how titles become one, or two again.</summary>
internal sealed partial class MediaRules
{
    private static ItemDecision<MediaRecord> Edit(MediaRecord record, MediaEdit edit, ItemContext context, ItemMachine<MediaRecord> machine)
    {
        if (FindMerged(record) is { } merged)
        {
            return merged;
        }

        if (edit.Revision is { } revision && revision != record.Revision)
        {
            return Refuse("revisionChanged", $"{record.Id} has been changed meanwhile (revision {record.Revision}, not {revision}): read it again.");
        }

        var locked = record.Locked.Concat(edit.Lock).Concat(edit.Set).Except(edit.Unlock, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var fresh = edit.Lock.Except(record.Locked, StringComparer.Ordinal);
        var edits = fresh.Aggregate(record.Edits ?? new MediaFacts(), (so, name) => MediaField.Editable[name].Copy(so, record.Facts));
        edits = edit.Set.Aggregate(edits, (so, name) => MediaField.Editable[name].Copy(so, edit.Values));
        var changed = record with { Locked = locked, Edits = locked.Count == 0 ? null : Only(edits, locked) };
        return Begin(record, WithSources(changed, record.FullSources()), "edited", context, machine);
    }

    private static MediaFacts Only(MediaFacts edits, IEnumerable<string> fields) =>
        fields.Aggregate(new MediaFacts(), (so, name) => MediaField.Editable[name].Copy(so, edits));

    private static ItemDecision<MediaRecord> RequestMerge(MediaRecord record, MediaId into, ItemContext context, ItemMachine<MediaRecord> machine) =>
        FindMerged(record) ?? Begin(record, record with { MergedInto = into, Contested = [] }, "merging", context, machine);

    private static ItemDecision<MediaRecord> RequestSplit(MediaRecord record, SourceSplit split, ItemContext context, ItemMachine<MediaRecord> machine) =>
        FindMerged(record) ?? Begin(record, record with { Splitting = split }, "splitting", context, machine);

    /// <summary>Takes the sources over that it does not have, or has in an older version, and what a person has set.</summary>
    private static ItemDecision<MediaRecord> Absorb(MediaRecord record, AbsorbedTitle title, ItemContext context, ItemMachine<MediaRecord> machine)
    {
        var sources = record.FullSources();
        var fresh = title.Sources.Where(source => !sources.Any(known => known.OwnId == source.OwnId && known.ReadAt >= source.ReadAt)).ToList();
        var locks = title.Locked.Except(record.Locked, StringComparer.Ordinal).ToList();
        if (fresh.Count == 0 && locks.Count == 0 && record.MergedInto is null)
        {
            return new ItemDecision<MediaRecord>.Ignored($"{title.Id} is a part of it already", []);
        }

        var merged = WithSources(
            record with
            {
                MergedInto = null,
                Locked = [.. record.Locked.Concat(locks).Order(StringComparer.Ordinal)],
                Edits = locks.Aggregate(record.Edits, (so, name) => MediaField.Editable[name].Copy(so ?? new MediaFacts(), title.Edits!)),
                Contested = [.. record.Contested.Where(other => other.Other != title.Id)],
                KeptApart = [.. record.KeptApart.Where(other => other != title.Id)],
            },
            fresh.Aggregate(sources, Put));
        return Begin(record, merged, "merged", context, machine);
    }

    private static ItemDecision<MediaRecord> Revive(MediaRecord record, MediaEvent.Revived revived, ItemContext context, ItemMachine<MediaRecord> machine)
    {
        if (record.MergedInto != revived.From)
        {
            return new ItemDecision<MediaRecord>.Ignored("it is a title of its own already", []);
        }

        var apart = record with { MergedInto = null, KeptApart = [.. record.KeptApart.Append(revived.From).Distinct()] };
        return Begin(record, WithSources(apart, revived.Sources), "split", context, machine);
    }

    /// <summary>The record of a title that sources of another one become.</summary>
    internal static MediaRecord SplitRecord(MediaId id, IReadOnlyList<SourceFacts> sources, MediaId from, DateTimeOffset now) => WithSources(
        new MediaRecord { Id = id, Place = sources[0].Place, ImportedAt = sources[0].ReadAt, JobId = sources[0].JobId, KeptApart = [from], DueAt = now },
        sources).Began(now, "split");

    /// <summary>Without the sources that have become a title of their own.</summary>
    private static MediaRecord LeaveOut(MediaRecord before, MediaRecord record)
    {
        var split = before.Splitting!;
        var left = record.FullSources().Where(source => !split.Sources.Contains(source.Key, StringComparer.Ordinal)).ToList();
        var apart = record with { Splitting = null, StageTimes = before.StageTimes, KeptApart = [.. record.KeptApart.Append(split.To).Distinct()] };
        return WithSources(apart, left).BackTo(MediaStages.Raw, MediaStages.Kind);
    }

    /// <summary>Starts over, and at once: no job drives it.</summary>
    private static ItemDecision<MediaRecord> Begin(
        MediaRecord before, MediaRecord changed, string happened, ItemContext context, ItemMachine<MediaRecord> machine)
    {
        var begun = (ItemDecision<MediaRecord>.Changed)machine.Decide(StartOver(before, changed, happened, context), new ItemEvent.Driven(), context);
        return begun with { Effects = [.. ItemMachine<MediaRecord>.NotifyJobs(before), new ItemEffect.Publish(FeedEvents.ItemStage), .. begun.Effects] };
    }

    private static ItemDecision<MediaRecord>.Refused? FindMerged(MediaRecord record) => record.MergedInto is { } into
        ? Refuse("merged", $"{record.Id} has become a part of {into}: change that one.")
        : null;

    private static ItemDecision<MediaRecord>.Refused Refuse(string code, string message) => new(CommandResult.Conflict(code, message));
}
