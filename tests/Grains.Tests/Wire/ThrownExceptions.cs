using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using Microsoft.Data.Sqlite;
using Npgsql;
using Orleans.Runtime;

namespace MediaPipeline.Grains.Tests.Wire;

/// <summary>Exceptions that leave grains, each as it comes in earnest: with what it carries, and what a driver said inside.</summary>
internal static class ThrownExceptions
{
    private static readonly Dictionary<string, Func<Exception>> Examples = new Func<Exception>[]
    {
        () => new RenditionStoreException(new RenditionStoreFault("outputFull", "The disk of '/cache' is full."), new IOException("No space left", 28)),
        () => new StorageFullException("The disk of '/data' is full.", new SqliteException("database or disk is full", 13, 13)),
        () => new StorageUnavailableException("PostgreSQL at db does not answer.", new NpgsqlException("while reading", new TimeoutException())),
        () => new DocumentRefusedException("PostgreSQL keeps no NUL character.", new PostgresException("unsupported escape", "ERROR", "ERROR", "22P05")),
        () => new UnreadableStateException("images", "img_1", new System.Text.Json.JsonException("'x' is an invalid start of a value.", "$.state", 1, 2)),
    }.ToDictionary(make => make().GetType().Name, StringComparer.Ordinal);

    public static IEnumerable<string> Types => Examples.Keys;

    /// <param name="type">Its name.</param>
    /// <param name="wrapped">As the runtime gives on what the store of a grain's state threw.</param>
    public static Exception Make(string type, bool wrapped) =>
        wrapped ? new OrleansException("Error from storage provider", Examples[type]()) : Examples[type]();
}
