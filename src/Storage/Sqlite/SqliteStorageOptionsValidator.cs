using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Sqlite;

internal sealed class SqliteStorageOptionsValidator : IValidateOptions<SqliteStorageOptions>
{
    private const long SmallestBytes = 1 << 20;

    public ValidateOptionsResult Validate(string? name, SqliteStorageOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            faults.AddError("Storage:DataDirectory is empty: give the directory for the database, for example ./data.");
        }
        else if (File.Exists(options.DataDirectory))
        {
            faults.AddError($"Storage:DataDirectory '{options.DataDirectory}' is a file: give a directory.");
        }

        InRange(faults, nameof(options.ReadConnections), options.ReadConnections, 1, 64);
        InRange(faults, nameof(options.MaxRowsPerCommit), options.MaxRowsPerCommit, 1, 1_000_000);
        InRange(faults, nameof(options.ReadCacheBytes), options.ReadCacheBytes, SmallestBytes, long.MaxValue);
        InRange(faults, nameof(options.WriteCacheBytes), options.WriteCacheBytes, SmallestBytes, long.MaxValue);
        InRange(faults, nameof(options.CheckpointBytes), options.CheckpointBytes, SmallestBytes, long.MaxValue);
        return faults.Build();
    }

    private static void InRange(ValidateOptionsResultBuilder faults, string option, long value, long least, long most) =>
        faults.Check(value >= least && value <= most, "Storage", option, value, $"a number from {least} to {most}");
}
