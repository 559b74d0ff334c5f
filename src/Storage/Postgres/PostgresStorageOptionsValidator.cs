using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Postgres;

internal sealed class PostgresStorageOptionsValidator : IValidateOptions<PostgresStorageOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresStorageOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
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

        Check(
            options.WaitForServer >= TimeSpan.Zero && options.WaitForServer <= TimeSpan.FromHours(1), nameof(options.WaitForServer), options.WaitForServer,
            "a time from 00:00:00 to 01:00:00");
        Check(options.ReadConnections is >= 1 and <= 64, nameof(options.ReadConnections), options.ReadConnections, "a number from 1 to 64");
        Check(options.MaxRowsPerCommit is >= 1 and <= 1_000_000, nameof(options.MaxRowsPerCommit), options.MaxRowsPerCommit, "a number from 1 to 1000000");
        return faults.Build();

        void Check(bool isValid, string option, object? value, string remedy) => faults.Check(isValid, "Storage", option, value, remedy);
    }
}
