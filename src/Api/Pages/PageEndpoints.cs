using MediaPipeline.Api.Access;
using MediaPipeline.Api.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.Api.Pages;

/// <summary>The web page at <c>/</c>, or the sign-in form in its place, and their assets. None of them contains data.</summary>
internal static class PageEndpoints
{
    private const string Policy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").ExcludeFromDescription().AllowAnonymous();
        group.MapMethods("/", EndpointConventions.ReadMethods, Index);
        foreach (var asset in PageAsset.All.Where(asset => !asset.IsPage))
        {
            group.MapMethods("/assets/" + asset.Name, EndpointConventions.ReadMethods, (HttpContext context) => Answer(context, asset));
        }
    }

    private static async Task<IResult> Index(HttpContext context, IAuthorizationService authorization)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if ((await authorization.AuthorizeAsync(context.User, context, Scopes.Read)).Succeeded)
        {
            return Answer(context, PageAsset.Index);
        }

        context.Response.Headers.WWWAuthenticate = AccessRefusals.Challenge;
        return TypedResults.Text(PageAsset.KeyForm.Content, PageAsset.KeyForm.ContentType, StatusCodes.Status401Unauthorized);
    }

    private static IResult Answer(HttpContext context, PageAsset asset)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(asset.Content, asset.ContentType, entityTag: asset.EntityTag);
    }
}
