using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Media.Merge;

/// <summary>Makes a title a part of another one: that one takes over what the sources say, then the ids.</summary>
internal sealed class MergeStage(IMediaStore titles, IEmbeddingStore vectors, IGrainFactory grains, TimeProvider clock) : IStage<MediaRecord>
{
    /// <summary>Not one of the stages of a title: it ends as skipped.</summary>
    public const string StageName = "merging";

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public string Name => StageName;

    public async Task<StageOutcome> RunAsync(MediaRecord title, CancellationToken cancellationToken)
    {
        var into = title.MergedInto!.Value;
        var absorbed = new AbsorbedTitle(title.Id, title.FullSources(), title.Edits, title.Locked);
        if (await grains.GetGrain<IMediaGrainInternal>(into.Value).Absorb(absorbed) is not { } owner)
        {
            var now = clock.GetUtcNow();
            return new StageOutcome.Wait(new WaitingFor("merging", null, $"{into} is about to become a part of {title.Id}.", now), now + LookAgain);
        }

        await titles.MoveClaimsAsync(title.Id, owner, null, cancellationToken);
        await titles.ClaimAsync(owner, [title.Id.Value], cancellationToken);
        if (title.Embedding is not null)
        {
            await vectors.AssignAsync(VectorKinds.Synopsis, [(title.Id, null)], cancellationToken);
        }

        return new StageOutcome.Skipped($"It has become a part of {owner}.");
    }
}
