using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Api.Access;

/// <summary>
/// Decides, before the server listens, whether callers need a key, and refuses to start if they do and there is none.
/// It starts in the order of registration: after the storage that has the keys, before the web server, which is always last.
/// </summary>
internal sealed partial class AccessStartupCheck(
    AccessPolicy policy, KeyRing keys, ListenUrls urls, IOptions<AccessOptions> options, ILogger<AccessStartupCheck> logger) : IHostedService
{
    /// <exception cref="AccessRefusedException">The server must not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var foreign = urls.Read().FirstOrDefault(url => !HostRules.IsLoopbackUrl(url));
        policy.KeyRequired = options.Value.RequireKey || foreign is not null;
        if (!policy.KeyRequired)
        {
            LogOpen();
            return;
        }

        var known = await keys.ListAsync(cancellationToken);
        if (known.Count == 0)
        {
            throw new AccessRefusedException(foreign is null ? "Access:RequireKey is set" : $"'{foreign}' (--urls) can be reached from other machines");
        }

        LogKeyRequired(known.Count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
