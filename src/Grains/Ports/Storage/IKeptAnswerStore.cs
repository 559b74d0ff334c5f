namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>Answers of providers, kept until they expire.</summary>
public interface IKeptAnswerStore
{
    /// <summary>Null when there is none, or none any more.</summary>
    /// <param name="key">Of the request.</param>
    Task<KeptAnswer?> FindAsync(string key, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>In place of an earlier answer. Removes some that have expired by then.</summary>
    Task KeepAsync(string key, KeptAnswer answer, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <param name="Body">JSON.</param>
public sealed record KeptAnswer(string Provider, int Status, string Body, DateTimeOffset ExpiresAt);
