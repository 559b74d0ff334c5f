using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Postgres;

internal sealed class PostgresStorageOptionsValidator : IValidateOptions<PostgresStorageOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresStorageOptions options)
    {
        var faults = new OptionFaults("Storage");
        if (string.IsNullOrWhiteSpace(options.ConnectionString) == string.IsNullOrWhiteSpace(options.ConnectionStringFile))
        {
            faults.AddError(
                "With Storage:Provider Postgres give either Storage:ConnectionString, for example Host=localhost;Database=media;Username=media, "
                + "or Storage:ConnectionStringFile.");
        }
        else if (!string.IsNullOrWhiteSpace(options.ConnectionStringFile) && !File.Exists(options.ConnectionStringFile))
        {
            faults.AddError($"Storage:ConnectionStringFile '{options.ConnectionStringFile}' is not there: create it, or give another one.");
        }

        faults.Check(
            options.WaitForServer >= TimeSpan.Zero && options.WaitForServer <= TimeSpan.FromHours(1), nameof(options.WaitForServer), options.WaitForServer,
            "a time from 00:00:00 to 01:00:00");
        faults.CheckRange(nameof(options.ReadConnections), options.ReadConnections, 1, 64);
        faults.CheckRange(nameof(options.MaxRowsPerCommit), options.MaxRowsPerCommit, 1, 1_000_000);
        return faults.Build();
    }
}
