using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Media.Identity;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Media.Split;

/// <summary>Makes some sources of a title a title of their own, with the ids that only they have.</summary>
internal sealed class SplitStage(IMediaStore titles, IGrainFactory grains) : IStage<MediaRecord>
{
    /// <summary>Not one of the stages of a title: it begins again after it.</summary>
    public const string StageName = "splitting";

    public string Name => StageName;

    public async Task<StageOutcome> RunAsync(MediaRecord title, CancellationToken cancellationToken)
    {
        var (to, keys) = title.Splitting!;
        var sources = title.FullSources().ToLookup(source => keys.Contains(source.Key, StringComparer.Ordinal));
        await grains.GetGrain<IMediaGrainInternal>(to.Value).Revive([.. sources[true]], title.Id);
        await titles.MoveClaimsAsync(title.Id, to, [.. ClaimsOf(sources[true]).Except(ClaimsOf(sources[false]), StringComparer.Ordinal)], cancellationToken);
        await titles.ClaimAsync(to, [.. sources[true].Select(source => source.OwnId.Value)], cancellationToken);
        return new StageOutcome.Completed(new SplitOff());
    }

    private static IEnumerable<string> ClaimsOf(IEnumerable<SourceFacts> sources) =>
        sources.SelectMany(source => MediaClaims.Of(source.Facts!).Append(source.OwnId.Value));
}
