using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Embedding;

namespace MediaPipeline.Grains.Media.Embed;

/// <summary>Where nothing is registered that makes vectors: titles have none.</summary>
internal sealed class NoTextEmbedder : ITextEmbedder
{
    public string Model => "none";

    public EmbeddableText? TextOf(MediaFacts facts) => null;

    public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<EmbeddableText> texts, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("There is no embedder: register one, for example by AddSearch.");
}
