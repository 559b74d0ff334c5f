using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Sqlite;

internal sealed class SqliteStorageOptionsValidator : IValidateOptions<SqliteStorageOptions>
{
    private const long SmallestBytes = 1 << 20;

    public ValidateOptionsResult Validate(string? name, SqliteStorageOptions options)
    {
        var builder = new ValidateOptionsResultBuilder();
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            builder.AddError("Storage:DataDirectory is empty: give the directory for the database, for example ./data.");
        }
        else if (File.Exists(options.DataDirectory))
        {
            builder.AddError($"Storage:DataDirectory '{options.DataDirectory}' is a file: give a directory.");
        }

        InRange(builder, nameof(options.ReadConnections), options.ReadConnections, 1, 64);
        InRange(builder, nameof(options.MaxRowsPerCommit), options.MaxRowsPerCommit, 1, 1_000_000);
        InRange(builder, nameof(options.ReadCacheBytes), options.ReadCacheBytes, SmallestBytes, long.MaxValue);
        InRange(builder, nameof(options.WriteCacheBytes), options.WriteCacheBytes, SmallestBytes, long.MaxValue);
        InRange(builder, nameof(options.CheckpointBytes), options.CheckpointBytes, SmallestBytes, long.MaxValue);
        return builder.Build();
    }

    private static void InRange(ValidateOptionsResultBuilder builder, string option, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            builder.AddError($"Storage:{option} is {value}: give a number from {least} to {most}.");
        }
    }
}
