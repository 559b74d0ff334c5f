using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.Storage.Tests.Postgres;

/// <summary>The storage room on a database of its own.</summary>
internal static class PostgresHost
{
    public static StorageHost Create(PostgresServer server) => On(server.CreateDatabase());

    public static StorageHost On(string connectionString) => new(
        null, ("Storage:Provider", "Postgres"), ("Storage:ConnectionString", connectionString), ("Storage:WaitForServer", "00:00:00"));
}
