using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.TestKit.Notes;

namespace MediaPipeline.Grains.Tests.Items;

/// <summary>A kind of which something is not registered keeps the server from starting: its items would stand still.</summary>
public sealed class StageRegistrationTests
{
    [Fact]
    public void AStageThatIsNotRegistered_IsNamedWithTheRemedy() =>
        Fail(NoteRecord.Table)
            .ShouldBe("No stage 'reserved' is registered for items of kind 'note': give its type to AddItemKind, or take its name out of the kind's stages.");

    [Fact]
    public void ARecordThatBeginsAtNoFirstStage_IsNamedWithTheRemedy() =>
        Fail(NoteRecord.Table with { Kind = new ItemKind("note", "note_", typeof(INoteGrain), ["found", ItemKind.Live]) })
            .ShouldBe("A new NoteRecord is at stage 'written': let its constructor set Stage to 'found', the first of kind 'note'.");

    private static string Fail(ItemTable table)
    {
        var check = new StageRegistrationCheck(new StageCatalog([]), [table]);
        return Should.Throw<InvalidOperationException>(check.Check).Message;
    }
}
