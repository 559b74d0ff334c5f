using System.Globalization;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Embedding;
using Microsoft.Extensions.AI;

namespace MediaPipeline.Search.Embedding;

/// <summary>Embeds the texts of titles by one model. Whatever is wrong with the model is waited for: a person can put it right.</summary>
internal sealed class ModelEmbedder(IEmbeddingGenerator<string, Embedding<float>> generator) : ITextEmbedder
{
    /// <summary>Its name and the version of the texts' layout, as in <c>bge-m3@1</c>.</summary>
    public string Model { get; } = string.Create(CultureInfo.InvariantCulture, $"{NameOf(generator)}@{EmbeddedText.Layout}");

    public EmbeddableText? TextOf(MediaFacts facts) => EmbeddedText.Of(facts) is { } text ? new EmbeddableText(EmbeddedText.SignatureOf(text), text) : null;

    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<EmbeddableText> texts, CancellationToken cancellationToken)
    {
        try
        {
            var vectors = await generator.GenerateAsync(texts.Select(text => text.Text), cancellationToken: cancellationToken);
            return [.. vectors.Select(embedding => embedding.Vector.ToArray())];
        }
        catch (EmbeddingException e)
        {
            throw new EmbedderUnavailableException(e.Message, e);
        }
    }

    private static string NameOf(IEmbeddingGenerator<string, Embedding<float>> generator) =>
        generator.GetService<EmbeddingGeneratorMetadata>()?.DefaultModelId ?? throw new ArgumentException("It does not name its model.", nameof(generator));
}
