using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Api.Access;

/// <summary>
/// Query strings are never logged: the framework's line for each request carries them, so it is kept below warning for every log target, whatever the
/// configuration says.
/// </summary>
internal sealed class QueryLogging : IPostConfigureOptions<LoggerFilterOptions>
{
    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        foreach (var target in options.Rules.Select(rule => rule.ProviderName).Append(null).Distinct(StringComparer.Ordinal).ToList())
        {
            options.Rules.Add(new LoggerFilterRule(target, RequestLog, LogLevel.Warning, null));
        }
    }
}
