using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Api.Access;

/// <summary>Authenticates by the key in the request headers.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, KeyRing keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (PresentedKey.Of(Request) is not { } presented)
        {
            return AuthenticateResult.NoResult();
        }

        return await keys.FindAsync(presented.Secret, Context.RequestAborted) is { } key
            ? AuthenticateResult.Success(new AuthenticationTicket(KeyPrincipal.Of(key, Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail("There is no such key.");
    }
}
