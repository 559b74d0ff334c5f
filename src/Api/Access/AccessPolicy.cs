using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Access;

/// <summary>Whether callers need a key. They do until the listen addresses have been checked.</summary>
internal sealed class AccessPolicy
{
    /// <summary>False only when every address that the server listens on is a loopback one.</summary>
    public bool KeyRequired { get; set; } = true;

    /// <summary>Also checks the connection itself, in case the server listens on more than the configured addresses.</summary>
    public bool IsOpenTo(HttpContext context) =>
        !KeyRequired && (context.Connection.LocalIpAddress is not { } address || HostRules.IsLoopback(address));
}
