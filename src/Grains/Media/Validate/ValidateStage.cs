using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports;

namespace MediaPipeline.Grains.Media.Validate;

/// <summary>Keeps a bad record visible, with everything that is wrong with it.</summary>
internal sealed class ValidateStage : IStage<MediaRecord>
{
    public string Name => MediaStages.Validated;

    public bool RunsInTurn => true;

    public Task<StageOutcome> RunAsync(MediaRecord title, CancellationToken cancellationToken)
    {
        IReadOnlyList<Fault> faults = [.. title.Faults, .. FindFaults(title)];
        return Task.FromResult(faults.Count == 0 ? StageOutcome.Done : new StageOutcome.Rejected(Together(faults)));
    }

    private static IEnumerable<Fault> FindFaults(MediaRecord title)
    {
        // A record that could not be read at all says why already.
        if (title.Faults.Count == 0 && string.IsNullOrWhiteSpace(title.Facts.Title))
        {
            yield return new Fault(InvalidRecord, $"{title.Place} has no title: give it a field 'title'.");
        }
    }

    private static Fault Together(IReadOnlyList<Fault> faults) =>
        faults.Count == 1 ? faults[0] : new Fault(faults[^1].Code, string.Join(' ', faults.Select(fault => fault.Message)));

    private const string InvalidRecord = "invalidRecord";
}
