using Microsoft.Extensions.Options;

namespace MediaPipeline.Api.Access;

internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        if (options.ApiKey is { } key && key.Length < AccessOptions.MinKeyLength)
        {
            return ValidateOptionsResult.Fail(
                $"Access:ApiKey (--api-key, MEDIAPIPELINE_API_KEY) has {key.Length} characters and needs at least {AccessOptions.MinKeyLength}: make one with 'openssl rand -hex 32'.");
        }

        var wrong = options.AllowedHosts.FirstOrDefault(host => host.Contains('/', StringComparison.Ordinal) || Uri.CheckHostName(HostRules.NameOf(host)) is UriHostNameType.Unknown);
        return wrong is null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Access:AllowedHosts holds '{wrong}', which is no host name: give names such as 'media.example', without scheme and path.");
    }
}
