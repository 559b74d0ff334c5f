using System.Collections.Concurrent;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.TestKit.Providers;

/// <summary>Kept answers without a database.</summary>
public sealed class MemoryKeptAnswers : IKeptAnswerStore
{
    public ConcurrentDictionary<string, KeptAnswer> Answers { get; } = new(StringComparer.Ordinal);

    public Task<KeptAnswer?> FindAsync(string key, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult(Answers.TryGetValue(key, out var answer) && answer.ExpiresAt > now ? answer : null);

    public Task KeepAsync(string key, KeptAnswer answer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Answers[key] = answer;
        return Task.CompletedTask;
    }
}
