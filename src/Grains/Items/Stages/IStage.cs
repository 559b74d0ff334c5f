namespace MediaPipeline.Grains.Items.Stages;

/// <summary>One stage of a kind of items. Run twice, it gives the same result.</summary>
internal interface IStage<in T> : IStage
    where T : ItemRecord
{
    Type IStage.RecordType => typeof(T);

    /// <summary>Does the work. Every foreseeable end is an outcome; an exception counts as a failed try.</summary>
    Task<StageOutcome> RunAsync(T item, CancellationToken cancellationToken);

    Task<StageOutcome> IStage.RunAsync(ItemRecord item, CancellationToken cancellationToken) => RunAsync((T)item, cancellationToken);
}

/// <summary>A stage, whatever its kind of items.</summary>
internal interface IStage
{
    /// <summary>What the item's stage is called when it is completed.</summary>
    string Name { get; }

    /// <summary>What it works on.</summary>
    Type RecordType { get; }

    /// <summary>
    /// Whether it only computes: under 5 ms, with no effect outside. Then it runs within the item's turn, and one write stores it together with what follows.
    /// </summary>
    bool RunsInTurn => false;

    /// <summary>Does the work on an item of its kind.</summary>
    Task<StageOutcome> RunAsync(ItemRecord item, CancellationToken cancellationToken);
}
