using System.Collections.Concurrent;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Embedding;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>Makes a vector of each text at once, and remembers the texts; unless the test says that it is down.</summary>
internal sealed class FakeTextEmbedder : ITextEmbedder
{
    public string Model { get; set; } = "fake@1";

    /// <summary>Why it cannot be used; null: it can.</summary>
    public string? Down { get; set; }

    /// <summary>Every text that was embedded.</summary>
    public ConcurrentQueue<string> Texts { get; } = new();

    public EmbeddableText? TextOf(MediaFacts facts) =>
        facts.Synopsis is { } synopsis ? new EmbeddableText($"signature of {facts.Title}: {synopsis}", $"{facts.Title}: {synopsis}") : null;

    public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<EmbeddableText> texts, CancellationToken cancellationToken)
    {
        if (Down is { } why)
        {
            throw new EmbedderUnavailableException(why);
        }

        foreach (var text in texts)
        {
            Texts.Enqueue(text.Text);
        }

        return Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(text => new float[] { text.Text.Length, 1 })]);
    }
}
