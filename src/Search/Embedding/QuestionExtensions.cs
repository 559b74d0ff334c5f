using Microsoft.Extensions.AI;

namespace MediaPipeline.Search.Embedding;

/// <summary>Vectors of questions, which a model makes in another way than those of titles.</summary>
public static class QuestionExtensions
{
    private const string Kind = "input_type", Query = "query";

    /// <summary>The vector that titles are compared with to answer the question.</summary>
    /// <exception cref="ArgumentException">The question is empty, or white space.</exception>
    public static async Task<Embedding<float>> GenerateForQuestionAsync(
        this IEmbeddingGenerator<string, Embedding<float>> generator, string question, CancellationToken cancellationToken = default)
    {
        var options = new EmbeddingGenerationOptions { AdditionalProperties = new() { [Kind] = Query } };
        return (await generator.GenerateAsync([question], options, cancellationToken))[0];
    }

    internal static bool IsQuestion(EmbeddingGenerationOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Kind, out var kind) is true && kind is Query;
}
