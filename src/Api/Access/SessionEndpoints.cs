using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Access;

/// <summary><c>/api/v1/session</c>: exchanges a key for a cookie.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/session").WithTags("Keys").AllowAnonymous();
        group.MapGet("", Get).Describe("getSession", "Whether a key is needed, and what this caller may do.").Produces<SessionView>();
        group.MapPost("", Start).Describe("startSession", "Exchanges a key for a session cookie.", 400, 401, 403, 413, 415).Produces<SessionView>();
        group.MapDelete("", End).Describe("endSession", "Ends the session of this cookie.").Produces(StatusCodes.Status204NoContent);
    }

    private static IResult Get(HttpContext context, AccessPolicy policy) =>
        TypedResults.Ok(new SessionView(!policy.IsOpenTo(context), KeyPrincipal.ScopeOf(context.User)));

    private static async Task<IResult> Start(StartSessionBody body, HttpContext context, KeyRing keys, AccessPolicy policy, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(body.Key))
        {
            throw RequestRejectedException.BadRequest(ProblemCodes.FieldMissing, "The field 'key' is missing: give the API key.");
        }

        switch (await keys.FindAsync(body.Key.Trim(), cancellationToken))
        {
            case null:
                return new ProblemResult(401, ProblemCodes.KeyUnknown, "The API key is not one of this server's: look whether all of it was copied.");
            case { Scope: ApiKeyScope.Webhook } key:
                return new ProblemResult(403, ProblemCodes.ScopeTooSmall, $"The key '{key.Name}' is for webhooks only: use one that can read.");
            case var key:
                var session = RandomNumberGenerator.GetHexString(32, lowercase: true);
                await context.SignInAsync(AccessSchemes.Cookie, KeyPrincipal.Of(key, AccessSchemes.Cookie, session));
                return TypedResults.Ok(new SessionView(!policy.IsOpenTo(context), key.Scope));
        }
    }

    private static async Task<IResult> End(HttpContext context, KeyRing keys, CancellationToken cancellationToken)
    {
        if ((await context.AuthenticateAsync(AccessSchemes.Cookie)).Principal?.FindFirst(KeyPrincipal.SessionClaim) is { } session)
        {
            await keys.EndSessionAsync(session.Value, cancellationToken);
        }

        await context.SignOutAsync(AccessSchemes.Cookie);
        return TypedResults.NoContent();
    }
}

/// <summary>What <c>POST /api/v1/session</c> takes.</summary>
internal sealed record StartSessionBody([property: Required, Description("An API key.")] string? Key);

/// <summary>The access of the caller.</summary>
/// <param name="KeyRequired">False where the server is open to local programs.</param>
/// <param name="Scope">Of the key behind this call; null without one.</param>
public sealed record SessionView(bool KeyRequired, ApiKeyScope? Scope);
