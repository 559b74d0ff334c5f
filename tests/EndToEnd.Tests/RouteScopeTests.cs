using MediaPipeline.Silo;
using MediaPipeline.Silo.Hosting;
using MediaPipeline.TestKit.Files;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>What every route of the server asks of its callers. A change here is a change of who may do what.</summary>
public sealed class RouteScopeTests
{
    private const string Expected = """
        anybody  GET,HEAD /
        read     GET      /api/v1/cache-folders/
        write    POST     /api/v1/cache-folders/
        write    DELETE   /api/v1/cache-folders/{id}
        read     GET      /api/v1/cache-folders/{id}
        write    PATCH    /api/v1/cache-folders/{id}
        write    POST     /api/v1/cache-folders/{id}/clean-orphans
        write    POST     /api/v1/cache-folders/{id}/reconcile
        read     GET      /api/v1/collections/
        write    POST     /api/v1/collections/
        write    DELETE   /api/v1/collections/{id}
        read     GET      /api/v1/collections/{id}
        read     GET,HEAD /api/v1/collections/{id}/contact-sheet
        read     GET,HEAD /api/v1/collections/{id}/cover
        read     GET      /api/v1/collections/{id}/images
        read     GET      /api/v1/collections/{id}/near-duplicates
        write    POST     /api/v1/collections/{id}/scan
        read     GET      /api/v1/dead-letters/
        write    DELETE   /api/v1/dead-letters/{id}
        write    POST     /api/v1/dead-letters/{id}/requeue
        read     GET      /api/v1/events
        read     GET      /api/v1/images/{id}
        read     GET,HEAD /api/v1/images/{id}/cache
        read     GET,HEAD /api/v1/images/{id}/original
        read     GET      /api/v1/images/{id}/similar
        read     GET,HEAD /api/v1/images/{id}/thumbnail
        write    POST     /api/v1/imports/
        read     GET      /api/v1/items/
        write    POST     /api/v1/items/retry
        write    POST     /api/v1/items/skip
        read     GET      /api/v1/items/{id}
        write    POST     /api/v1/items/{id}/answer
        read     GET      /api/v1/items/{id}/history
        write    POST     /api/v1/items/{id}/retry
        write    POST     /api/v1/items/{id}/skip
        read     GET      /api/v1/jobs/
        read     GET      /api/v1/jobs/{id}
        write    POST     /api/v1/jobs/{id}/answer
        write    POST     /api/v1/jobs/{id}/cancel
        read     GET      /api/v1/jobs/{id}/events
        write    POST     /api/v1/jobs/{id}/pause
        write    POST     /api/v1/jobs/{id}/resume
        write    POST     /api/v1/jobs/{id}/retry
        admin    GET      /api/v1/keys/
        admin    POST     /api/v1/keys/
        admin    DELETE   /api/v1/keys/{id}
        read     GET      /api/v1/media/
        read     GET      /api/v1/media/export
        write    POST     /api/v1/media/fetch-covers
        read     GET      /api/v1/media/{id}
        write    PATCH    /api/v1/media/{id}
        read     GET,HEAD /api/v1/media/{id}/cover
        write    POST     /api/v1/media/{id}/merge
        read     GET      /api/v1/media/{id}/sources
        write    POST     /api/v1/media/{id}/split
        anybody  DELETE   /api/v1/session/
        anybody  GET      /api/v1/session/
        anybody  POST     /api/v1/session/
        read     GET      /api/v1/stages
        anybody  GET,HEAD /assets/app.css
        anybody  GET,HEAD /assets/app.js
        anybody  GET,HEAD /assets/icon.svg
        anybody  GET,HEAD /assets/key.js
        admin    GET      /dashboard/GrainState
        admin    GET      /dashboard/Trace
        read     GET      /dashboard/{**path}
        anybody  GET,HEAD /health/live
        anybody  GET,HEAD /health/ready
        read     GET      /metrics
        read     GET      /openapi/v1.json
        """;

    [Fact]
    public async Task EveryRoute_SaysItsScope()
    {
        using var directory = new TemporaryDirectory();
        await using var app = Server.Build(new CommandLine.Run([], Once: false, "http://127.0.0.1:0", directory["data"], ApiKey: null));

        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Cast<RouteEndpoint>()
            .Select(route => (Path: "/" + route.RoutePattern.RawText!.TrimStart('/'), Methods: MethodsOf(route), Scope: ScopeOf(route)))
            .OrderBy(route => route.Path, StringComparer.Ordinal).ThenBy(route => route.Methods, StringComparer.Ordinal);

        routes.Select(route => $"{route.Scope,-8} {route.Methods,-8} {route.Path}").ShouldBe(Expected.Split('\n'));
    }

    private static string MethodsOf(RouteEndpoint route) => string.Join(',', route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["any"]);

    private static string ScopeOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAllowAnonymous>() is null
            ? string.Join(" and ", route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).DefaultIfEmpty("NO SCOPE"))
            : "anybody";
}
