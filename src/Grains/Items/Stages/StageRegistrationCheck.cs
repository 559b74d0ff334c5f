using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Items.Stages;

/// <summary>Lets no silo start on which a stage of a kind is not registered, or records begin at another stage: items would make no progress.</summary>
internal sealed class StageRegistrationCheck(StageCatalog catalog, IEnumerable<ItemTable> tables) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(nameof(StageRegistrationCheck), ServiceLifecycleStage.First, _ =>
        {
            Check();
            return Task.CompletedTask;
        });

    internal void Check()
    {
        foreach (var table in tables)
        {
            var kind = table.Kind;
            var blank = table.Blank(kind.IdPrefix + new string('0', 32), _ => null);
            if (!string.Equals(blank.Stage, kind.Stages[0], StringComparison.Ordinal))
            {
                throw new InvalidOperationException(
                    $"A new {table.RecordType.Name} is at stage '{blank.Stage}': let its constructor set Stage to '{kind.Stages[0]}', "
                        + $"the first of kind '{kind.Name}'.");
            }

            // The last stage is reached together with the one before it.
            if (kind.Stages.Skip(1).SkipLast(1).FirstOrDefault(stage => !catalog.Has(table.RecordType, stage)) is { } missing)
            {
                throw new InvalidOperationException(
                    $"No stage '{missing}' is registered for items of kind '{kind.Name}': give its type to AddItemKind, "
                        + "or take its name out of the kind's stages.");
            }
        }
    }
}
