using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Items.Stages;

/// <summary>How a stage ended: closed, so that whoever decides on it must decide on all.</summary>
[GenerateSerializer, Alias("StageOutcome")]
public abstract record StageOutcome
{
    private protected StageOutcome() { }

    /// <summary>What metrics and traces call it: of a completed stage what it came to.</summary>
    internal string Label => this is Completed { Result: { } result } && result.GetType() != typeof(StageResult) ? result.GetType().Name : GetType().Name;

    /// <summary>It is done.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Completed")]
    public sealed record Completed([property: Id(0)] StageResult Result) : StageOutcome;

    /// <summary>The item is not to be done.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Skipped")]
    public sealed record Skipped([property: Id(0)] string Reason) : StageOutcome;

    /// <summary>
    /// A time, a resource, the item's file or a person's answer is waited for; uses up no try. With choices it waits for a person, and for as long as that
    /// takes.
    /// </summary>
    /// <param name="For">What is waited for.</param>
    /// <param name="Until">When it is tried again; null: after the usual time.</param>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Wait")]
    public sealed record Wait([property: Id(0)] WaitingFor For, [property: Id(1)] DateTimeOffset? Until = null) : StageOutcome;

    /// <summary>Its source is no longer there.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Gone")]
    public sealed record Gone : StageOutcome;

    /// <summary>It went wrong this time; worth another try.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Retry")]
    public sealed record Retry([property: Id(0)] Fault Fault) : StageOutcome;

    /// <summary>Bad input: another try could not help.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Rejected")]
    public sealed record Rejected([property: Id(0)] Fault Fault) : StageOutcome;

    /// <summary>It killed its worker twice.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Quarantined")]
    public sealed record Quarantined([property: Id(0)] Fault Fault) : StageOutcome;

    /// <summary>Good input, and yet another try could not help.</summary>
    [GenerateSerializer, Immutable, Alias("StageOutcome.Failed")]
    public sealed record Failed([property: Id(0)] Fault Fault) : StageOutcome;

    /// <summary>Done, with nothing to remember of it but that.</summary>
    public static StageOutcome Done { get; } = new Completed(new StageResult());
}

/// <summary>What a completed stage came to. A stage that has something to say derives its own from it.</summary>
[GenerateSerializer, Immutable, Alias("StageResult")]
public record StageResult;
