using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Media.Enrich;
using MediaPipeline.Grains.Ports;

namespace MediaPipeline.Grains.Media.Validate;

/// <summary>Keeps a bad record visible, with everything that is wrong with it; asks whether titles are the same where only a person can tell.</summary>
internal sealed class ValidateStage(Enrichment enrichment, TimeProvider clock) : IStage<MediaRecord>
{
    public const string SameTitle = "sameTitle", Merge = "merge", KeepApart = "keepApart";
    private const string InvalidRecord = "invalidRecord";

    public string Name => MediaStages.Validated;

    public bool RunsInTurn => true;

    public Task<StageOutcome> RunAsync(MediaRecord title, CancellationToken cancellationToken) => Task.FromResult(Validate(title));

    private StageOutcome Validate(MediaRecord title)
    {
        if (FindFault(title) is { } fault)
        {
            return new StageOutcome.Rejected(fault);
        }

        if (title.Contested is not [{ } contested, ..])
        {
            return new StageOutcome.Completed(new Validated(enrichment.FindOutstanding(title), null, null));
        }

        return title.Answers?.GetValueOrDefault(SameTitle) switch
        {
            Merge => new StageOutcome.Completed(new Validated([], contested.Other, null)),
            KeepApart => new StageOutcome.Completed(new Validated(enrichment.FindOutstanding(title), null, contested.Other)),
            _ => new StageOutcome.Wait(new WaitingFor(SameTitle, null, contested.Why, clock.GetUtcNow(), [Merge, KeepApart])),
        };
    }

    private static Fault? FindFault(MediaRecord title)
    {
        // A source that can be read makes up for others that cannot; what is wrong with those is shown with the sources.
        if (title.Sources is { Count: > 0 } sources && sources.All(source => source.Faults.Count > 0))
        {
            return new Fault(sources[^1].Faults[^1].Code, string.Join(' ', sources.Select(Describe)));
        }

        return string.IsNullOrWhiteSpace(title.Facts.Title) ? new Fault(InvalidRecord, $"{title.Place} has no title: give it a field 'title'.") : null;
    }

    /// <summary>Where the record is, and everything that is wrong with it.</summary>
    private static string Describe(SourceFacts source) => $"{source.Place}: {string.Join(' ', source.Faults.Select(fault => fault.Message))}";
}
