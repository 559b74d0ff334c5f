using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Postgres;

internal sealed class PostgresStorageOptionsValidator : IValidateOptions<PostgresStorageOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresStorageOptions options)
    {
        var builder = new ValidateOptionsResultBuilder();
        if (string.IsNullOrWhiteSpace(options.ConnectionString) == string.IsNullOrWhiteSpace(options.ConnectionStringFile))
        {
            builder.AddError(
                "With Storage:Provider Postgres give either Storage:ConnectionString, for example Host=localhost;Database=media;Username=media, "
                + "or Storage:ConnectionStringFile.");
        }
        else if (!string.IsNullOrWhiteSpace(options.ConnectionStringFile) && !File.Exists(options.ConnectionStringFile))
        {
            builder.AddError($"Storage:ConnectionStringFile '{options.ConnectionStringFile}' is not there: create it, or give another one.");
        }

        if (options.WaitForServer < TimeSpan.Zero || options.WaitForServer > TimeSpan.FromHours(1))
        {
            builder.AddError($"Storage:WaitForServer is {options.WaitForServer}: give a time from 00:00:00 to 01:00:00.");
        }

        if (options.ReadConnections is < 1 or > 64)
        {
            builder.AddError($"Storage:ReadConnections is {options.ReadConnections}: give a number from 1 to 64.");
        }

        if (options.MaxRowsPerCommit is < 1 or > 1_000_000)
        {
            builder.AddError($"Storage:MaxRowsPerCommit is {options.MaxRowsPerCommit}: give a number from 1 to 1000000.");
        }

        return builder.Build();
    }
}
