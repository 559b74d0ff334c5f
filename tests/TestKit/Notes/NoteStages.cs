using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.TestKit.Notes;

internal sealed class ReserveStage(NoteFolder folder) : IStage<NoteRecord>
{
    public string Name => NoteRecord.Reserved;

    public async Task<StageOutcome> RunAsync(NoteRecord note, CancellationToken cancellationToken) =>
        new StageOutcome.Completed(new Reserved(await folder.ReserveAsync(note, cancellationToken)));
}

internal sealed class CheckStage : IStage<NoteRecord>
{
    public string Name => NoteRecord.Checked;

    public bool RunsInTurn => true;

    public Task<StageOutcome> RunAsync(NoteRecord note, CancellationToken cancellationToken) => Task.FromResult(
        note.Size.Pages <= 100 ? StageOutcome.Done : new StageOutcome.Rejected(new Fault("tooLong", $"'{note.Topic}' has more than 100 pages: shorten it.")));
}

/// <summary>Asks a person, unless the note has one page only.</summary>
internal sealed class ApproveStage(TimeProvider clock) : IStage<NoteRecord>
{
    public string Name => NoteRecord.Approved;

    public bool RunsInTurn => true;

    public Task<StageOutcome> RunAsync(NoteRecord note, CancellationToken cancellationToken) => Task.FromResult(note.Answers?.GetValueOrDefault("approval") switch
    {
        "discard" => new StageOutcome.Skipped("discarded"),
        null when note.Size.Pages > 1 => new StageOutcome.Wait(
            new WaitingFor("approval", null, $"Is '{note.Topic}' to be published?", clock.GetUtcNow(), ["publish", "discard"])),
        _ => StageOutcome.Done,
    });
}

internal sealed class PublishStage(NoteFolder folder) : IStage<NoteRecord>
{
    public string Name => NoteRecord.Published;

    public Task<StageOutcome> RunAsync(NoteRecord note, CancellationToken cancellationToken)
    {
        folder.Publish(note);
        return Task.FromResult(StageOutcome.Done);
    }
}

internal sealed class UndoStage(NoteFolder folder) : IStage<NoteRecord>
{
    public string Name => "undone";

    public Task<StageOutcome> RunAsync(NoteRecord note, CancellationToken cancellationToken)
    {
        folder.Undo(note);
        return Task.FromResult<StageOutcome>(new StageOutcome.Completed(new Undone()));
    }
}

[GenerateSerializer, Immutable, Alias("NoteReserved")]
public sealed record Reserved([property: Id(0)] string File) : StageResult;

[GenerateSerializer, Immutable, Alias("NoteUndone")]
public sealed record Undone : StageResult;
