using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.TestKit.Notes;

[Alias("INoteGrain")]
public interface INoteGrain : IItemGrain;

internal sealed class NoteGrain([PersistentState(NoteRecord.TableName, StateNames.Storage)] IPersistentState<NoteRecord> state, ItemGrainServices services)
    : ItemGrain<NoteRecord>(state, services), INoteGrain
{
    protected override ItemRules<NoteRecord> Rules { get; } = new NoteRules();
}

internal sealed class NoteRules : ItemRules<NoteRecord>
{
    public override ItemKind Kind => NoteRecord.Kind;

    public override (NoteRecord Record, IEnumerable<ItemEffect> Effects) Complete(
        NoteRecord before, NoteRecord record, StageResult result, ItemContext context) => result switch
        {
            Reserved reserved => (record with { File = reserved.File }, []),
            Undone => (record.BackTo(NoteRecord.Written, Kind) with { File = null, Answers = null }, []),
            _ => (record, []),
        };

    public override string? UndoStage(NoteRecord record) => record.Attempt > 0 ? "undone" : null;
}
