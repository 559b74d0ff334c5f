using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Items.Stages;

/// <summary>Outcome of a stage. A closed hierarchy, so that every case must be handled.</summary>
[GenerateSerializer, Alias("StageOutcome")]
public abstract record StageOutcome
{
    private protected StageOutcome() { }

    /// <summary>Its name in metrics and traces; for a completed stage, that of its result.</summary>
    internal string Label => this is Completed { Result: { } result } && result.GetType() != typeof(StageResult) ? result.GetType().Name : GetType().Name;

    /// <summary>This outcome, and those of the stages that the same attempt did after it.</summary>
    internal IEnumerable<StageOutcome> WithNext => this is Completed { Next: { } next } ? [this, .. next.Outcome.WithNext] : [this];

    /// <summary>The stage is completed.</summary>
    /// <param name="Result">What is stored of it.</param>
    /// <param name="Next">The stage after it, where the same attempt did that too: both are stored with one write. Null: it is still to be run.</param>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Completed")]
    public sealed record Completed([property: Id(0)] StageResult Result, [property: Id(1)] NextStage? Next = null) : StageOutcome;

    /// <summary>The item is to be skipped.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Skipped")]
    public sealed record Skipped([property: Id(0)] string Reason) : StageOutcome;

    /// <summary>
    /// The item waits for a time, a resource, its file or an answer; uses up no try. With choices it waits for an answer, however long that takes.
    /// </summary>
    /// <param name="For">What is waited for.</param>
    /// <param name="Until">When it is tried again; null: after the usual time.</param>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Wait")]
    public sealed record Wait([property: Id(0)] WaitingFor For, [property: Id(1)] DateTimeOffset? Until = null) : StageOutcome;

    /// <summary>Its source is no longer there.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Gone")]
    public sealed record Gone : StageOutcome;

    /// <summary>Transient fault; worth another try.</summary>
    /// <param name="NotBefore">The earliest time of that; null: after the usual delay.</param>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Retry")]
    public sealed record Retry([property: Id(0)] Fault Fault, [property: Id(1)] DateTimeOffset? NotBefore = null) : StageOutcome;

    /// <summary>Bad input: another try could not help.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Rejected")]
    public sealed record Rejected([property: Id(0)] Fault Fault) : StageOutcome;

    /// <summary>It killed its worker twice.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Quarantined")]
    public sealed record Quarantined([property: Id(0)] Fault Fault) : StageOutcome;

    /// <summary>The input is good, but another try could not help.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Failed")]
    public sealed record Failed([property: Id(0)] Fault Fault) : StageOutcome;

    /// <summary>Completed, without a result to store.</summary>
    public static StageOutcome Done { get; } = new Completed(new StageResult());
}

/// <summary>Result of a completed stage. A stage with something to store derives its own type from it.</summary>
[GenerateSerializer, Immutable, Alias("StageResult")]
public record StageResult;
