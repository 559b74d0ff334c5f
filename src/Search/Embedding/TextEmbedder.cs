using Microsoft.Extensions.AI;

namespace MediaPipeline.Search.Embedding;

/// <summary>What holds for every provider: a text without a letter has no vector, and a question gets the prefix that the model wants.</summary>
internal sealed class TextEmbedder(IEmbeddingGenerator<string, Embedding<float>> inner, string questionPrefix)
    : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
{
    public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToArray();
        if (texts.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("An empty text has no vector.", nameof(values));
        }

        var prefix = QuestionExtensions.IsQuestion(options) ? questionPrefix : "";
        return InnerGenerator.GenerateAsync(texts.Select(text => prefix + text), options, cancellationToken);
    }
}
