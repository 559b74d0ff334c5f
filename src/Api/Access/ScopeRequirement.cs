using MediaPipeline.Contracts.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Api.Access;

/// <summary>A key with one of some scopes, or no key where the server is open to local programs.</summary>
internal sealed class ScopeRequirement(Func<HttpContext, ApiKeyScope[]> scopes) : AuthorizationHandler<ScopeRequirement>, IAuthorizationRequirement
{
    private static readonly ApiKeyScope[] Readers = [ApiKeyScope.Read, ApiKeyScope.Write, ApiKeyScope.Admin];
    private static readonly ApiKeyScope[] Writers = [ApiKeyScope.Write, ApiKeyScope.Admin];

    public static void AddPolicies(AuthorizationBuilder authorization) => authorization
        .AddPolicy(Scopes.Read, policy => policy.AddRequirements(new ScopeRequirement(_ => Readers)))
        .AddPolicy(Scopes.Write, policy => policy.AddRequirements(new ScopeRequirement(_ => Writers)))
        .AddPolicy(Scopes.Admin, policy => policy.AddRequirements(new ScopeRequirement(_ => [ApiKeyScope.Admin])))
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new ScopeRequirement(OfNoEndpoint)).Build());

    public IEnumerable<ApiKeyScope> Of(HttpContext context) => scopes(context);

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (context.Resource is HttpContext http && requirement.IsMet(http, KeyPrincipal.ScopeOf(context.User)))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private bool IsMet(HttpContext context, ApiKeyScope? scope)
    {
        var allowed = scopes(context);
        return scope is { } own ? allowed.Contains(own) : context.RequestServices.GetRequiredService<AccessPolicy>().IsOpenTo(context);
    }

    // Unauthenticated callers must not learn which routes and methods exist.
    private static ApiKeyScope[] OfNoEndpoint(HttpContext context) => context.GetEndpoint() is RouteEndpoint endpoint
        ? throw new InvalidOperationException(
            $"The route '{endpoint.RoutePattern.RawText}' says no scope: give it RequireAuthorization with one of Scopes, or AllowAnonymous.")
        : OriginRules.IsSafe(context.Request.Method) ? Readers : Writers;
}
