namespace MediaPipeline.Contracts.Access;

/// <summary>
/// Secrets that must be read back, such as a provider's token: stored encrypted by Data Protection, never to be logged or returned to callers.
/// </summary>
public interface ISecretStore
{
    /// <summary>The names, sorted.</summary>
    Task<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken);

    /// <summary>Null when there is none with that name.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key that it was encrypted with is gone: it must be set again.</exception>
    Task<string?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Stores it, replacing one with that name.</summary>
    Task SetAsync(string name, string secret, CancellationToken cancellationToken);

    /// <summary>False when there was none.</summary>
    Task<bool> RemoveAsync(string name, CancellationToken cancellationToken);
}
