using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Api.Access;

/// <summary>Decides, before the server listens, whether callers need a key, and refuses to start where they would need one and there is none.</summary>
public sealed partial class AccessStartupCheck
{
    private readonly AccessPolicy _policy;
    private readonly KeyRing _keys;
    private readonly AccessOptions _options;
    private readonly ILogger<AccessStartupCheck> _logger;

    internal AccessStartupCheck(AccessPolicy policy, KeyRing keys, IOptions<AccessOptions> options, ILogger<AccessStartupCheck> logger)
    {
        _policy = policy;
        _keys = keys;
        _options = options.Value;
        _logger = logger;
    }

    /// <summary>To be called with every address, after the key store can be read and before the server listens. Until then a key is needed for everything.</summary>
    /// <exception cref="AccessRefusedException">The server must not start.</exception>
    public async Task RunAsync(IEnumerable<string> urls, CancellationToken cancellationToken)
    {
        var all = urls.ToList();
        var foreign = all.Find(url => !HostRules.IsLoopbackUrl(url));
        _policy.KeyRequired = _options.RequireKey || all.Count == 0 || foreign is not null;
        if (!_policy.KeyRequired)
        {
            LogOpen();
            return;
        }

        var keys = await _keys.ListAsync(cancellationToken);
        if (keys.Count == 0)
        {
            throw new AccessRefusedException(foreign is null ? "Access:RequireKey is set" : $"'{foreign}' (--urls) can be reached from other machines");
        }

        LogKeyRequired(keys.Count);
    }
}

/// <summary>The server must not start: callers would need a key and there is none.</summary>
public sealed class AccessRefusedException(string why) : Exception(
    $"The server does not start: {why}, and there is no API key. Give one with --api-key or the environment variable MEDIAPIPELINE_API_KEY "
    + $"(at least {AccessOptions.MinKeyLength} characters; 'openssl rand -hex 32' makes one), or start it on http://127.0.0.1:5080 and make one there with "
    + "POST /api/v1/keys {\"name\":\"…\",\"scope\":\"admin\"}.");
