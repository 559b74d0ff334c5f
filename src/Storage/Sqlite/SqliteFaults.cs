using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Data.Sqlite;

namespace MediaPipeline.Storage.Sqlite;

/// <summary>Recognises the errors of SQLite that mean a full disk.</summary>
internal static class SqliteFaults
{
    private const int Full = 13, IoWrite = 778, IoFsync = 1034, IoDirectoryFsync = 1290, IoTruncate = 1546, IoSharedMemorySize = 4874;

    public static bool IsDiskFull(SqliteException error) =>
        error.SqliteErrorCode == Full || error.SqliteExtendedErrorCode is IoWrite or IoFsync or IoDirectoryFsync or IoTruncate or IoSharedMemorySize;

    public static StorageFullException ToStorageFull(string directory, SqliteException? error = null) =>
        new($"The disk of the data directory '{directory}' is full. Free space there; work resumes automatically.", error);
}
