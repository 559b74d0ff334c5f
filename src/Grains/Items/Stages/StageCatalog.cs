namespace MediaPipeline.Grains.Items.Stages;

/// <summary>The stages of all kinds of items.</summary>
internal sealed class StageCatalog(IEnumerable<IStage> stages)
{
    private readonly Dictionary<(Type, string), IStage> _stages = stages.ToDictionary(stage => (stage.RecordType, stage.Name));

    public bool Has(Type recordType, string name) => _stages.ContainsKey((recordType, name));

    /// <summary>The stage with that name for that item.</summary>
    public IStage Find(ItemRecord item, string name) => _stages.TryGetValue((item.GetType(), name), out var stage)
        ? stage
        : throw new InvalidOperationException($"No stage '{name}' is registered for {item.GetType().Name}: give its type to AddItemKind.");
}
