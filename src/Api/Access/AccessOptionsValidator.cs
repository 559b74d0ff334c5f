using Microsoft.Extensions.Options;

namespace MediaPipeline.Api.Access;

internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.ApiKey is { Length: < AccessOptions.MinKeyLength } key)
        {
            faults.AddError(
                $"Access:ApiKey (--api-key, MEDIAPIPELINE_API_KEY) has {key.Length} characters and needs at least {AccessOptions.MinKeyLength}: "
                + "make one with 'openssl rand -hex 32'.");
        }

        foreach (var host in options.AllowedHosts.Where(host => !IsHostName(host)))
        {
            faults.AddError($"Access:AllowedHosts has '{host}', which is no host name: give names such as 'media.example', without scheme and path.");
        }

        return faults.Build();
    }

    private static bool IsHostName(string host) =>
        !host.Contains('/', StringComparison.Ordinal) && Uri.CheckHostName(HostRules.NameOf(host)) is not UriHostNameType.Unknown;
}
