using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MediaPipeline.Api.Access;

/// <summary>The ways to send a key. Headers take precedence over the cookie.</summary>
internal static class AccessSchemes
{
    public const string ApiKey = "ApiKey";
    public const string Basic = "Basic";
    public const string Cookie = "Cookie";
    private const string Any = "Any";

    public static void AddAccessSchemes(this IServiceCollection services)
    {
        services.AddAuthentication(Any)
            .AddPolicyScheme(Any, null, options => options.ForwardDefaultSelector = context => SchemeOf(context.Request))
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKey, null)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(Basic, null)
            .AddCookie(Cookie, SessionCookie.Configure);
        ScopeRequirement.AddPolicies(services.AddAuthorizationBuilder());
        services.AddSingleton<AccessRefusals>().AddSingleton<IAuthorizationMiddlewareResultHandler>(provider => provider.GetRequiredService<AccessRefusals>());
        services.AddDataProtection().SetApplicationName("MediaPipeline");
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository>((options, keys) => options.XmlRepository = keys);

        // It reads the keys of Data Protection when the server starts; they are read when a cookie or a secret first needs them.
        var early = services.Single(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly);
        services.Remove(early);
    }

    // Data Protection is built with the scheme of cookies: not before there is one.
    private static string SchemeOf(HttpRequest request) =>
        PresentedKey.Of(request)?.Scheme ?? (request.Cookies.ContainsKey(SessionCookie.Name) ? Cookie : ApiKey);
}
