using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Media.Facts;
using MediaPipeline.Grains.Media.Identity;
using MediaPipeline.Grains.Media.Split;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Media;

/// <summary>One media title.</summary>
internal sealed class MediaGrain(
    [PersistentState(StateNames.Media, StateNames.Storage)] IPersistentState<MediaRecord> state,
    ItemGrainServices services,
    IMediaStore titles,
    TitleIds ids,
    TimeProvider clock) : ItemGrain<MediaRecord>(state, services), IMediaGrain, IMediaGrainInternal
{
    protected override ItemRules<MediaRecord> Rules { get; } = new MediaRules();

    public async Task<OfferResult> Offer(OfferedFacts facts, JobId jobId, int priority, bool overwrite)
    {
        if (!await ExistsAsync())
        {
            throw new InvalidOperationException($"There is no title {this.GetPrimaryKeyString()} that record '{facts.Place}' could be offered to.");
        }

        if (Record.MergedInto is { } into)
        {
            return new OfferResult(OfferStatus.Moved, into);
        }

        var isNew = Record.FullSources().All(source => source.OwnId != facts.OwnId);
        var others = await ids.ClaimAsync(Record, facts.OwnId == Record.Id ? facts.Claims() : [.. facts.Claims(), facts.OwnId.Value]);
        return await ApplyAsync(new MediaEvent.Offered(facts, others, jobId, priority, overwrite)) is ItemDecision<MediaRecord>.Changed
            ? new OfferResult(isNew ? OfferStatus.Merged : OfferStatus.Changed)
            : new OfferResult(OfferStatus.Unchanged);
    }

    public async Task<MediaId?> Absorb(AbsorbedTitle title)
    {
        if (!await ExistsAsync())
        {
            throw new InvalidOperationException($"There is no title {this.GetPrimaryKeyString()} that {title.Id} could become a part of.");
        }

        if (Record.MergedInto is { } into && (into != title.Id || string.CompareOrdinal(Record.ItemId, title.Id.Value) > 0))
        {
            return into == title.Id ? null : await GrainFactory.GetGrain<IMediaGrainInternal>(into.Value).Absorb(title);
        }

        await ApplyAsync(new MediaEvent.Absorbed(title));
        return Record.Id;
    }

    public async Task Revive(IReadOnlyList<SourceFacts> sources, MediaId from)
    {
        if (await ExistsAsync())
        {
            await ApplyAsync(new MediaEvent.Revived(sources, from));
            return;
        }

        var id = MediaId.FromValidated(this.GetPrimaryKeyString());
        await titles.InsertAsync([new NewTitle(MediaRules.SplitRecord(id, sources, from, clock.GetUtcNow()), [])], CancellationToken.None);
        await Drive();
    }

    public async Task<CommandResult> Edit(MediaEdit edit) =>
        EditRefusal.Find(edit) is { } refusal ? refusal : await CommandAsync(new MediaEvent.Edited(edit));

    public async Task<CommandResult> Merge(MediaId into)
    {
        if (into == MediaId.FromValidated(this.GetPrimaryKeyString()))
        {
            return CommandResult.Invalid("sameTitle", $"{into} cannot become a part of itself: name another title in 'into'.");
        }

        return await titles.FindKnownAsync([into], CancellationToken.None) switch
        {
            [{ MergedInto: null }] => await CommandAsync(new MediaEvent.MergeRequested(into)),
            [{ MergedInto: { } further }] => CommandResult.Conflict("merged", $"{into} has become a part of {further}: name that one in 'into'."),
            _ => CommandResult.Invalid("unknownTitle", $"There is no title {into}: name another one in 'into'."),
        };
    }

    public async Task<MediaSplit> Split(IReadOnlyList<string> sources)
    {
        if (!await ExistsAsync())
        {
            return new MediaSplit(CommandResult.NotFound($"There is no title {this.GetPrimaryKeyString()}."), null);
        }

        var known = Record.FullSources();
        var split = known.Where(source => sources.Contains(source.Key, StringComparer.Ordinal)).ToList();
        if (split.Count < sources.Distinct(StringComparer.Ordinal).Count() || split.Count == 0 || split.Count == known.Count)
        {
            return new MediaSplit(
                CommandResult.Invalid("unknownSources", $"Name some of the sources of {Record.Id}, not all: {string.Join(", ", known.Select(k => k.Key))}."),
                null);
        }

        var own = split[0].OwnId;
        var to = own == Record.Id ? MediaId.Of(split[0].Source, split[0].Type, $"{split[0].ExternalId} split") : own;
        var result = await CommandAsync(new MediaEvent.SplitRequested(new SourceSplit(to, [.. split.Select(source => source.Key)])));
        return new MediaSplit(result, result.Status == CommandStatus.Done ? to : null);
    }
}
