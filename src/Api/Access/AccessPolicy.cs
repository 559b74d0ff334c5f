using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Access;

/// <summary>Whether callers need a key. They do until the addresses have been looked at.</summary>
internal sealed class AccessPolicy
{
    /// <summary>False only when every address that the server listens on is a loopback one.</summary>
    public bool KeyRequired { get; set; } = true;

    /// <summary>A second look, at the connection itself, should the server hear more than it was said to.</summary>
    public bool IsOpenTo(HttpContext context) =>
        !KeyRequired && (context.Connection.LocalIpAddress is not { } address || HostRules.IsLoopback(address));
}
