using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Media.Embed;
using MediaPipeline.Grains.Media.Enrich;
using MediaPipeline.Grains.Media.Facts;
using MediaPipeline.Grains.Media.Identity;
using MediaPipeline.Grains.Media.Merge;
using MediaPipeline.Grains.Media.Split;
using MediaPipeline.Grains.Media.Validate;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Media;

/// <summary>What media titles add to <see cref="ItemMachine{T}"/>.</summary>
internal sealed partial class MediaRules : ItemRules<MediaRecord>
{
    public override ItemKind Kind => MediaStages.Kind;

    public override string NextStage(MediaRecord record) =>
        record.MergedInto is not null ? MergeStage.StageName : record.Splitting is not null ? SplitStage.StageName : base.NextStage(record);

    public override (MediaRecord Record, IEnumerable<ItemEffect> Effects) Complete(
        MediaRecord before, MediaRecord record, StageResult result, ItemContext context) => (result switch
        {
            Validated validated => Validate(record, validated),
            Enriched enriched => Enrich(record, enriched),
            Embedded embedded => record with { Embedding = embedded.Embedding },
            SplitOff => LeaveOut(before, record),
            _ => record,
        }, []);

    public override ItemDecision<MediaRecord> Decide(
        MediaRecord record, ItemEvent happened, ItemContext context, ItemMachine<MediaRecord> machine) => happened switch
        {
            MediaEvent.Offered offered => Take(record, offered, context),
            MediaEvent.Absorbed absorbed => Absorb(record, absorbed.Title, context, machine),
            MediaEvent.Revived revived => Revive(record, revived, context, machine),
            MediaEvent.Edited edited => Edit(record, edited.Edit, context, machine),
            MediaEvent.MergeRequested merge => RequestMerge(record, merge.Into, context, machine),
            MediaEvent.SplitRequested split => RequestSplit(record, split.Split, context, machine),
            _ => base.Decide(record, happened, context, machine),
        };

    /// <summary>The record of a title that was not known.</summary>
    /// <param name="offered">Its records, the one that names it first.</param>
    /// <param name="id">Null: of the first record.</param>
    internal static MediaRecord FirstRecord(
        IReadOnlyList<OfferedFacts> offered, JobId? job, int priority, DateTimeOffset now, MediaId? id = null) =>
        WithSources(
            new MediaRecord { Id = id ?? offered[0].OwnId, Place = offered[0].Place, ImportedAt = offered[0].ReadAt, JobId = job, Priority = priority },
            [.. offered.Select(record => SourceFacts.Of(record, job))]).Began(now, "imported");

    /// <summary>Whether an import need not tell the title: it says the same, and the title needs nothing.</summary>
    internal static bool IsKnown(KnownTitle known, string signature) => known.Says(signature) && IsAtRest(known.State, ItemRecord.CancelledReason);

    /// <summary>The title with these sources: what is shown is derived from them again.</summary>
    /// <param name="sources">With their facts.</param>
    internal static MediaRecord WithSources(MediaRecord record, IReadOnlyList<SourceFacts> sources)
    {
        var good = sources.Where(source => source.Faults.Count == 0).ToList();
        var facts = FactPrecedence.Derive([.. (good.Count > 0 ? good : sources).Select(source => source.Facts!)], record.Edits, record.Locked);
        var isOnly = sources.Count == 1 && record.Locked.Count == 0;
        return record with
        {
            Facts = facts,
            Sources = isOnly ? [sources[0] with { Facts = null }] : sources,
            Signature = string.Join(' ', sources.Select(source => source.Signature)),
            SortKey = $"{NaturalKey.Of(facts.Title ?? "", entry: null)} {record.Id}",
            Revision = record.Revision + 1,
        };
    }

    private static ItemDecision<MediaRecord> Take(MediaRecord record, MediaEvent.Offered offered, ItemContext context)
    {
        var facts = offered.Facts;
        var sources = record.FullSources();
        var isKnown = sources.Any(source => string.Equals(source.Signature, facts.Signature, StringComparison.Ordinal));
        if (isKnown && !offered.Overwrite && IsAtRest(record.State, record.SkippedReason))
        {
            return new ItemDecision<MediaRecord>.Ignored("imported unchanged", []);
        }

        var changed = Meet(WithSources(record, Put(sources, SourceFacts.Of(facts, offered.JobId))), offered.Others) with
        {
            ImportedAt = facts.ReadAt,
            JobId = offered.JobId,
            Priority = offered.Priority,
        };
        var pending = StartOver(record, changed, isKnown ? "found" : "changed", context);
        return new ItemDecision<MediaRecord>.Changed(
            pending, [.. ItemMachine<MediaRecord>.NotifyJobs(record), new ItemEffect.Publish(FeedEvents.ItemStage)]);
    }

    /// <summary>The sources with that record in the place of the one that it replaces, or behind them.</summary>
    private static IReadOnlyList<SourceFacts> Put(IReadOnlyList<SourceFacts> sources, SourceFacts put) =>
        sources.Any(source => source.OwnId == put.OwnId) ? [.. sources.Select(source => source.OwnId == put.OwnId ? put : source)] : [.. sources, put];

    /// <summary>Titles that have an id of this one: the same, or a question.</summary>
    internal static MediaRecord Meet(MediaRecord record, IReadOnlyList<SharedId> others)
    {
        foreach (var (claim, other) in others.Where(other => !record.KeptApart.Contains(other.Owner.Id)))
        {
            if (SameTitle.FindContradiction(record.Facts.Type, record.Facts.Year, other.Type, other.Year) is not { } why)
            {
                return record with { MergedInto = other.Id, Contested = [] };
            }

            record = Contest(record, claim, other, why);
        }

        return record;
    }

    internal static MediaRecord Contest(MediaRecord record, string claim, KnownTitle other, string why) =>
        record.Contested.Any(known => known.Other == other.Id) ? record : record with
        {
            Contested = [.. record.Contested, new ContestedTitle(
                other.Id,
                $"'{record.Name}' ({record.Id}) and '{other.Title}' ({other.Id}) both have the id {claim}, but {why}: answer '{ValidateStage.Merge}' if they are "
                    + $"the same title, '{ValidateStage.KeepApart}' if not.")],
        };

    /// <summary>The title at its first stage again, whatever it was doing.</summary>
    private static MediaRecord StartOver(MediaRecord before, MediaRecord changed, string happened, ItemContext context) => (changed with
    {
        State = ItemState.Pending,
        Stage = MediaStages.Raw,
        StageTimes = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { [MediaStages.Raw] = context.Now },
        Attempt = before.Attempt + 1,
        Tries = 0,
        DueAt = null,
        WaitingFor = null,
        SkippedReason = null,
        Ending = null,
        Enrichers = [],
        EnteredAt = context.Now,
    }).Note(context, MediaStages.Raw, happened);

    private static bool IsAtRest(ItemState state, string? skippedReason) => state is ItemState.Live or ItemState.Failed or ItemState.Quarantined
        || (state == ItemState.Skipped && !string.Equals(skippedReason, ItemRecord.CancelledReason, StringComparison.Ordinal));

    private static MediaRecord Validate(MediaRecord record, Validated validated)
    {
        var valid = record with
        {
            MergedInto = validated.MergeInto,
            Contested = [.. record.Contested.Where(other => other.Other != validated.KeptApart)],
            KeptApart = validated.KeptApart is { } apart ? [.. record.KeptApart, apart] : record.KeptApart,
            Answers = null,
            Enrichers = validated.Enrichers,
        };
        return valid switch
        {
            { MergedInto: not null } => valid with { Contested = [] },
            { Contested.Count: > 0 } => valid.BackTo(MediaStages.Raw, MediaStages.Kind),
            { Enrichers.Count: 0 } => valid.At(valid.StageTimes[MediaStages.Validated], MediaStages.Enriched) with { Stage = MediaStages.Enriched },
            _ => valid,
        };
    }

    /// <summary>With what the enrichers have said: then the next ones are asked, or the title is checked again.</summary>
    private static MediaRecord Enrich(MediaRecord record, Enriched enriched)
    {
        var sources = enriched.Found.Aggregate(record.FullSources(), Put);
        var contested = enriched.Contested.Where(title => record.Contested.All(known => known.Other != title.Other));
        var rich = WithSources(record, sources) with
        {
            Enrichers = enriched.Left,
            MergedInto = enriched.MergeInto,
            Contested = [.. record.Contested, .. contested],
        };
        return rich.Contested.Count > 0 ? rich.BackTo(MediaStages.Raw, MediaStages.Kind)
            : rich.Enrichers.Count > 0 ? rich.BackTo(MediaStages.Validated, MediaStages.Kind)
            : rich;
    }
}
