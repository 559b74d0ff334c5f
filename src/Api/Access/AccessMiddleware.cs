using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Api.Access;

/// <summary>Lets in who may call, and nobody else.</summary>
internal sealed partial class AccessMiddleware(
    RequestDelegate next, AccessPolicy policy, KeyRing keys, Sessions sessions, IOptions<AccessOptions> options, ILogger<AccessMiddleware> logger)
{
    public const string Challenge = "Bearer realm=\"MediaPipeline\"";

    public async Task InvokeAsync(HttpContext context)
    {
        if (await RefuseAsync(context) is not { } problem)
        {
            await next(context);
            return;
        }

        LogRefused(context.Request.Method, context.Request.Path.Value, problem.Problem.Code, context.Connection.RemoteIpAddress);
        if (problem.StatusCode == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = Challenge;
        }

        await problem.ExecuteAsync(context);
    }

    private async Task<ProblemResult?> RefuseAsync(HttpContext context)
    {
        var isLocal = policy.IsOpenTo(context);
        if (isLocal && !HostRules.IsAllowed(context.Request.Host, options.Value.AllowedHosts))
        {
            return new(403, ProblemCodes.HostNotAllowed, $"The name '{context.Request.Host}' is not one of this server's: call it as 'localhost', or add the name to Access:AllowedHosts.");
        }

        if (OriginRules.IsForeign(context.Request))
        {
            return new(403, ProblemCodes.CrossSite, "A page of another site may change nothing here: call from this server's own pages, or from a program.");
        }

        var rule = AccessRule.Of(context);
        var presented = PresentedKey.Of(context.Request);
        var key = presented is null ? await FindBySessionAsync(context) : await keys.FindAsync(presented, context.RequestAborted);
        if (presented is not null && key is null && rule.NeedsKey)
        {
            return new(401, ProblemCodes.KeyUnknown, "The API key is not one of this server's: it may have been deleted. GET /api/v1/keys, with another key, lists them.");
        }

        var caller = new Caller(key, isLocal);
        context.Features.Set(caller);
        return caller.May(rule) ? null : Refuse(caller, rule);
    }

    private static ProblemResult Refuse(Caller caller, AccessRule rule) => caller.Key is { } key
        ? new(403, ProblemCodes.ScopeTooSmall, $"The key '{key.Name}' has the scope {EnumNames<ApiKeyScope>.Name(key.Scope)}; this needs {string.Join(" or ", rule.Scopes.Select(EnumNames<ApiKeyScope>.Name))}.")
        : new(401, ProblemCodes.KeyMissing, "An API key is needed: send it as 'X-Api-Key', as 'Authorization: Bearer', or as the password of basic authentication.");

    private async Task<ApiKey?> FindBySessionAsync(HttpContext context) =>
        sessions.Find(context.Request.Cookies[Sessions.Cookie]) is { } keyId ? await keys.FindByIdAsync(keyId, context.RequestAborted) : null;
}
