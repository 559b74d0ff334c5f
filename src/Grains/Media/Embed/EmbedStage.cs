using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Media.Embed;

/// <summary>Lets a title be found by what it is about.</summary>
internal sealed class EmbedStage(TitleEmbedder embedder, IEmbeddingStore vectors) : IStage<MediaRecord>
{
    public string Name => MediaStages.Embedded;

    public async Task<StageOutcome> RunAsync(MediaRecord title, CancellationToken cancellationToken)
    {
        var outcome = (await embedder.RunAsync([title], Timeout.InfiniteTimeSpan, cancellationToken))[title.Id];
        if (outcome is StageOutcome.Completed { Result: Embedded embedded } && embedded.Embedding != title.Embedding)
        {
            await vectors.AssignAsync(VectorKinds.Synopsis, [(title.Id, embedded.Embedding?.Signature)], cancellationToken);
        }

        return outcome;
    }
}
