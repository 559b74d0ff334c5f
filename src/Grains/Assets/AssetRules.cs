using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Assets.Render;
using MediaPipeline.Grains.Assets.Store;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Assets;

/// <summary>What pictures by address add to <see cref="ItemMachine{T}"/>.</summary>
/// <param name="recipe">The current rendition options.</param>
/// <param name="expiry">How long a failure to get a picture counts.</param>
internal sealed class AssetRules(string recipe, TimeSpan expiry) : ItemRules<AssetRecord>
{
    /// <summary>Code of a failure to render a file that is no longer on the disk.</summary>
    public const string FileGone = "fileGone";

    public override ItemKind Kind => AssetStages.Kind;

    public override (AssetRecord Record, IEnumerable<ItemEffect> Effects) Complete(
        AssetRecord before, AssetRecord record, StageResult result, ItemContext context) => (result switch
        {
            AssetStored stored => record with { Facts = stored.Facts, File = stored.File },
            AssetRendered rendered => record with
            {
                Thumbnail = rendered.Thumbnail,
                Viewing = rendered.Viewing,
                Recipe = rendered.Recipe,
                Warnings = rendered.Warnings,
                Placeholder = rendered.Placeholder,
                DominantColour = rendered.DominantColour,
            },
            _ => record,
        }, []);

    public override ItemDecision<AssetRecord> Decide(
        AssetRecord record, ItemEvent happened, ItemContext context, ItemMachine<AssetRecord> machine) => happened switch
        {
            AssetEvent.Wanted wanted => Want(record, wanted, context, machine),
            _ => base.Decide(record, happened, context, machine),
        };

    /// <summary>What was fetched may be another file later; what the decoders make of a file does not change by itself.</summary>
    public override DateTimeOffset? ExpiresAt(AssetRecord failed, ItemContext context) =>
        Kind.IsAtOrBefore(failed.Stage, AssetStages.Fetched) ? context.Now + expiry : null;

    public override (AssetRecord Record, IEnumerable<ItemEffect> Effects) GiveUp(AssetRecord record) =>
        (record.LastError is { Code: FileGone } ? record.BackTo(AssetStages.Requested, Kind) with { File = null } : record, []);

    /// <summary>It is still wanted: whoever looks at it, or the next job, lets it begin again.</summary>
    public override AssetRecord Restore(AssetRecord record, ItemContext context) => record with
    {
        State = ItemState.Pending,
        JobId = null,
        Attempt = record.Attempt + 1,
        Tries = 0,
        DueAt = null,
        WaitingFor = null,
        EnteredAt = context.Now,
    };

    private ItemDecision<AssetRecord> Want(AssetRecord record, AssetEvent.Wanted wanted, ItemContext context, ItemMachine<AssetRecord> machine)
    {
        var pending = record switch
        {
            { State: ItemState.Pending } => record,
            { State: ItemState.Live } when wanted.IsLost => record.BackTo(AssetStages.Requested, Kind).Note(context, AssetStages.Requested, "lost"),
            { State: ItemState.Live } when !string.Equals(record.Recipe, recipe, StringComparison.Ordinal) =>
                record.BackTo(AssetStages.Stored, Kind).Note(context, AssetStages.Stored, "changed"),
            _ => null,
        };
        return pending is null
            ? new ItemDecision<AssetRecord>.Ignored($"wanted while {record.State}", [])
            : machine.Decide(
                pending with { State = ItemState.Pending, JobId = wanted.JobId ?? record.JobId }, new ItemEvent.Driven(), context);
    }
}
