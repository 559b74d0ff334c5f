using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>How connections to the configured database are made.</summary>
public static class PostgresConnections
{
    private const int PreparedStatements = 100;

    /// <summary>The connection string from the settings or the file that they name; for Orleans, which opens its own connections.</summary>
    /// <exception cref="OptionsValidationException">There is none.</exception>
    /// <exception cref="StorageStartException">It cannot be read.</exception>
    public static string StringOf(IConfiguration configuration)
    {
        var options = configuration.GetSection(PostgresStorageOptions.Section).Get<PostgresStorageOptions>() ?? new PostgresStorageOptions();
        return new PostgresStorageOptionsValidator().Validate(null, options) is { Failed: true } found
            ? throw new OptionsValidationException(PostgresStorageOptions.Section, typeof(PostgresStorageOptions), found.Failures)
            : Of(options).Connection.ConnectionString;
    }

    /// <summary>The address is for messages: host, port and name of the database.</summary>
    internal static (NpgsqlConnectionStringBuilder Connection, string Address) Of(PostgresStorageOptions options)
    {
        var connection = Parse(options);
        return (connection, string.Create(CultureInfo.InvariantCulture, $"{connection.Host}:{connection.Port}/{connection.Database}"));
    }

    // The error of a connection string that cannot be parsed may quote it, so it is not passed on.
    private static NpgsqlConnectionStringBuilder Parse(PostgresStorageOptions options)
    {
        var fromFile = options.ConnectionString.Length == 0;
        try
        {
            var text = fromFile ? File.ReadAllText(options.ConnectionStringFile).Trim() : options.ConnectionString;
            return new NpgsqlConnectionStringBuilder(text)
            {
                MaxAutoPrepare = PreparedStatements,
                MaxPoolSize = options.ReadConnections + 4,
                ApplicationName = "mediapipeline",
            };
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            var setting = fromFile ? nameof(options.ConnectionStringFile) : nameof(options.ConnectionString);
            throw new StorageStartException($"Storage:{setting} is no connection string: write it like Host=localhost;Database=media;Username=media.");
        }
    }
}
