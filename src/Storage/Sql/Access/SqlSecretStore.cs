using System.Security.Cryptography;
using MediaPipeline.Contracts.Access;
using Microsoft.AspNetCore.DataProtection;

namespace MediaPipeline.Storage.Sql.Access;

internal sealed class SqlSecretStore(IDocumentDatabase database, IDataProtectionProvider protection) : ISecretStore
{
    public async Task<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.Query("SELECT name FROM secrets ORDER BY name", row => row.GetString(0)), cancellationToken);

    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var stored = await database.ReadAsync(
            session => session.First("SELECT encrypted FROM secrets WHERE name = @name", row => row.GetString(0), ("@name", name)), cancellationToken);
        try
        {
            return stored is null ? null : ProtectorOf(name).Unprotect(stored);
        }
        catch (CryptographicException error) when (error.GetBaseException() is CryptographicException)
        {
            throw new CryptographicException($"The secret '{name}' was encrypted with a key that this database does not have: set it again.", error);
        }
    }

    public Task SetAsync(string name, string secret, CancellationToken cancellationToken)
    {
        var encrypted = ProtectorOf(name).Protect(secret);
        return database.WriteAsync(session => session.Execute(
            "INSERT INTO secrets (name, encrypted) VALUES (@name, @encrypted) ON CONFLICT (name) DO UPDATE SET encrypted = @encrypted",
            ("@name", name), ("@encrypted", encrypted)));
    }

    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) =>
        await database.WriteAsync(session => session.Execute("DELETE FROM secrets WHERE name = @name", ("@name", name))) == 1;

    // With the name in it, so that a row under another name is not read as that.
    private IDataProtector ProtectorOf(string name) => protection.CreateProtector("MediaPipeline.Secrets", name);
}
