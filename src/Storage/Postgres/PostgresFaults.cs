using System.Net.Sockets;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;
using Npgsql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>Maps errors of PostgreSQL to exceptions of the ports.</summary>
internal static class PostgresFaults
{
    /// <summary>Whether the server cannot be reached now.</summary>
    public static bool IsUnavailable(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => false,
        PostgresException postgres => postgres.SqlState is "57P01" or "57P02" or "57P03" or "25006"
            || postgres.SqlState.StartsWith("08", StringComparison.Ordinal) || postgres.SqlState.StartsWith("53", StringComparison.Ordinal),
        NpgsqlException or SocketException => true,
        _ => false,
    };

    /// <summary>Whether the server may still be starting: it does not answer, or reports that it is not ready.</summary>
    public static bool MayBeStarting(Exception error) =>
        IsUnavailable(error) && error is (PostgresException or SocketException or NpgsqlException { IsTransient: true });

    /// <summary>Whether it goes away by itself when the server is back or has space: what <see cref="Explain"/> makes an exception of the ports.</summary>
    public static bool IsOutage(Exception error) => IsUnavailable(error) || error is PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    public static Exception Explain(Exception error, string address) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new StorageFullException(
            $"The disk of PostgreSQL at {address} is full. Free space there; work resumes automatically.", error),
        PostgresException { SqlState: "22P05" } => new DocumentRefusedException(
            $"PostgreSQL at {address} keeps no NUL character (\\0), and a name or a text that was to be stored has one: "
            + "rename it, or keep the data in SQLite (Storage:Provider Sqlite).", error),
        PostgresException { SqlState: PostgresErrorCodes.ProgramLimitExceeded } postgres => new DocumentRefusedException(
            $"PostgreSQL at {address} takes about 2,700 bytes in a key of an index, and a path that was to be stored is longer ({postgres.MessageText}): "
            + "shorten the names of its folders, or keep the data in SQLite (Storage:Provider Sqlite).", error),
        _ when IsUnavailable(error) => new StorageUnavailableException(
            $"PostgreSQL at {address} does not answer ({error.Message.TrimEnd('.')}). Start it, or check the network; work resumes automatically.", error),
        _ => error,
    };

    /// <summary>Why the start fails, and what to do.</summary>
    public static Exception ExplainStart(Exception error, string address) => error switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => new StorageStartException(
            $"PostgreSQL at {address} refuses the user or the password: check both in Storage:ConnectionString, or the file Storage:ConnectionStringFile.",
            error),
        PostgresException { SqlState: "3D000" } => new StorageStartException(
            $"PostgreSQL at {address} has no such database: create it, or name another one in Storage:ConnectionString.", error),
        PostgresException { SqlState: "42501" } => new StorageStartException(
            $"The user of Storage:ConnectionString may not create tables at {address}: grant it CREATE on the schema, or make it the owner of the database.",
            error),
        PostgresException postgres => new StorageStartException(
            $"PostgreSQL at {address} cannot be used ({postgres.MessageText}): check Storage:ConnectionString and the server's log.", error),
        NpgsqlException { IsTransient: false } => new StorageStartException(
            $"PostgreSQL at {address} cannot be used ({error.Message.TrimEnd('.')}): check Storage:ConnectionString and the server's log.", error),
        _ when IsUnavailable(error) => new StorageStartException(
            $"PostgreSQL at {address} cannot be reached ({error.Message.TrimEnd('.')}): start it, or check host and port in Storage:ConnectionString.", error),
        _ => error,
    };
}
