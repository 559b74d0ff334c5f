using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Sqlite;

internal sealed class SqliteStorageOptionsValidator : IValidateOptions<SqliteStorageOptions>
{
    private const long SmallestBytes = 1 << 20;

    public ValidateOptionsResult Validate(string? name, SqliteStorageOptions options)
    {
        var faults = new OptionFaults("Storage");
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            faults.AddError("Storage:DataDirectory is empty: give the directory for the database, for example ./data.");
        }
        else if (File.Exists(options.DataDirectory))
        {
            faults.AddError($"Storage:DataDirectory '{options.DataDirectory}' is a file: give a directory.");
        }

        faults.CheckRange(nameof(options.ReadConnections), options.ReadConnections, 1, 64);
        faults.CheckRange(nameof(options.MaxRowsPerCommit), options.MaxRowsPerCommit, 1, 1_000_000);
        faults.CheckRange(nameof(options.ReadCacheBytes), options.ReadCacheBytes, SmallestBytes, long.MaxValue);
        faults.CheckRange(nameof(options.WriteCacheBytes), options.WriteCacheBytes, SmallestBytes, long.MaxValue);
        faults.CheckRange(nameof(options.CheckpointBytes), options.CheckpointBytes, SmallestBytes, long.MaxValue);
        return faults.Build();
    }
}
