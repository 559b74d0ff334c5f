using System.Net;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Silo.Hosting;

/// <summary>
/// Where settings come from: defaults by the command line, then <c>settings.json</c> in the data directory, then files of secrets, then the environment.
/// </summary>
internal static class PipelineSettings
{
    private const string SecretsVariable = "MEDIAPIPELINE_SECRETS_DIRECTORY";

    public static void AddPipelineSettings(this ConfigurationManager configuration, CommandLine.Run run)
    {
        configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Storage:DataDirectory"] = run.DataDirectory,
            ["CacheFolders:DefaultPath"] = Path.Join(run.DataDirectory, "cache"),
            ["Collections:AllowAnyRoot"] = IsLoopbackOnly(run.Urls) ? "true" : "false",
        });
        configuration.AddJsonFile(Path.Join(run.DataDirectory, "settings.json"), optional: true, reloadOnChange: false);
        AddSecrets(configuration);
        configuration.AddEnvironmentVariables("MEDIAPIPELINE_");
        if (run.ApiKey is { } key)
        {
            configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["Access:ApiKey"] = key });
        }
    }

    // As container engines mount secrets: a file is a setting, its name the setting's with __ for :.
    private static void AddSecrets(ConfigurationManager configuration)
    {
        if (Environment.GetEnvironmentVariable(SecretsVariable) is not { Length: > 0 } directory)
        {
            return;
        }

        if (!Directory.Exists(directory))
        {
            throw new OptionsValidationException(
                SecretsVariable, typeof(CommandLine),
                    [$"{SecretsVariable} is '{directory}', and there is no such directory; mount the secrets there, or leave the variable out."]);
        }

        configuration.AddKeyPerFile(Path.GetFullPath(directory), optional: false);
    }

    /// <summary>Whether only programs of this machine can call.</summary>
    public static bool IsLoopbackOnly(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(url =>
            Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && (string.Equals(uri.Host, "localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))));
}
