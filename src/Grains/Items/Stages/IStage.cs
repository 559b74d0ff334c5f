namespace MediaPipeline.Grains.Items.Stages;

/// <summary>One stage of a kind of item. Must be idempotent.</summary>
internal interface IStage<in T> : IStage
    where T : ItemRecord
{
    Type IStage.RecordType => typeof(T);

    /// <summary>Does the work. Every foreseeable result is an outcome; an exception counts as a failed try.</summary>
    Task<StageOutcome> RunAsync(T item, CancellationToken cancellationToken);

    Task<StageOutcome> IStage.RunAsync(ItemRecord item, CancellationToken cancellationToken) => RunAsync((T)item, cancellationToken);
}

/// <summary>A stage of any kind of item.</summary>
internal interface IStage
{
    /// <summary>The item's stage once this one is completed.</summary>
    string Name { get; }

    /// <summary>The record type that it works on.</summary>
    Type RecordType { get; }

    /// <summary>
    /// Whether it only computes: under 5 ms, with no effect outside. Then it runs within the item's turn, and one write stores it together with what follows.
    /// </summary>
    bool RunsInTurn => false;

    /// <summary>Does the work on an item of its kind.</summary>
    Task<StageOutcome> RunAsync(ItemRecord item, CancellationToken cancellationToken);
}
