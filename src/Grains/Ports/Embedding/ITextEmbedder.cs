using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Grains.Ports.Embedding;

/// <summary>Makes vectors of titles, by the model that is in use.</summary>
public interface ITextEmbedder
{
    /// <summary>Id of the model, part of the key under which vectors are kept.</summary>
    string Model { get; }

    /// <summary>The text that a title is found by; null when nothing is known of it: then it has no vector.</summary>
    EmbeddableText? TextOf(MediaFacts facts);

    /// <summary>A vector of length one for each text.</summary>
    /// <exception cref="EmbedderUnavailableException">To be asked again later.</exception>
    Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<EmbeddableText> texts, CancellationToken cancellationToken);
}

/// <param name="Signature">SHA-256 of the text, in lower case.</param>
public sealed record EmbeddableText(string Signature, string Text);

/// <summary>The embedder cannot be used now; the message names the remedy.</summary>
public sealed class EmbedderUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
