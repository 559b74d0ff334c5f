using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Api.Access;

/// <summary>
/// The session of a browser that has sent a key. It is stored entirely in the cookie, encrypted by Data Protection, so it is valid at every server on the
/// database; it ends on request, with its key, and after a week without use.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "mediapipeline_session";
    public static readonly TimeSpan IdleFor = TimeSpan.FromDays(7);
    private static readonly TimeSpan RenewAfter = TimeSpan.FromHours(1);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.ExpireTimeSpan = IdleFor;

        // The handler renews cookies before it validates them, and would therefore renew ended sessions too.
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<KeyRing>();
        if (await keys.FindBySessionAsync(context.Principal!, context.HttpContext.RequestAborted) is not { } key)
        {
            context.RejectPrincipal();
            return;
        }

        context.ReplacePrincipal(KeyPrincipal.Of(key, context.Scheme.Name, context.Principal!.FindFirst(KeyPrincipal.SessionClaim)!.Value));
        context.ShouldRenew = context.Options.TimeProvider!.GetUtcNow() - context.Properties.IssuedUtc > RenewAfter;
    }
}
