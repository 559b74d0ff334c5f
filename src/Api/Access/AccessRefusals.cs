using MediaPipeline.Contracts;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Api.Access;

/// <summary>Admits callers that the policy of an endpoint allows, and responds to all others.</summary>
internal sealed partial class AccessRefusals(ILogger<AccessRefusals> logger) : IAuthorizationMiddlewareResultHandler
{
    public const string Challenge = "Bearer realm=\"MediaPipeline\"";

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (KeyPrincipal.ScopeOf(context.User) is { } scope)
        {
            return authorizeResult.Succeeded ? next(context) : RefuseAsync(context, TooSmall(context, scope, authorizeResult.AuthorizationFailure!));
        }

        // A wrong key is refused even where none is needed.
        return PresentedKey.Of(context.Request) is not null ? RefuseAsync(context, Unknown())
            : authorizeResult.Succeeded ? next(context)
            : RefuseAsync(context, Missing());
    }

    public Task RefuseAsync(HttpContext context, ProblemResult problem)
    {
        LogRefused(context.Request.Method, context.Request.Path.Value, problem.Problem.Code, context.Connection.RemoteIpAddress);
        if (problem.StatusCode == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = Challenge;
        }

        return problem.ExecuteAsync(context);
    }

    private static ProblemResult Unknown() => new(
        401, ProblemCodes.KeyUnknown, "The API key is not one of this server's: it may have been deleted. GET /api/v1/keys, with another key, lists them.");

    private static ProblemResult Missing() => new(
        401, ProblemCodes.KeyMissing, "An API key is needed: send it as 'X-Api-Key', as 'Authorization: Bearer', or as the password of basic authentication.");

    private static ProblemResult TooSmall(HttpContext context, ApiKeyScope scope, AuthorizationFailure failure)
    {
        var needed = failure.FailedRequirements.OfType<ScopeRequirement>().First().Of(context).Select(EnumNames<ApiKeyScope>.Name);
        var name = context.User.Identity!.Name;
        return new(
            403, ProblemCodes.ScopeTooSmall, $"The key '{name}' has the scope {EnumNames<ApiKeyScope>.Name(scope)}; this needs {string.Join(" or ", needed)}.");
    }
}
