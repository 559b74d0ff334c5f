using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Search.Tests.Embedding.Endpoints;

/// <summary>An endpoint on this machine that answers as a test wants.</summary>
internal sealed class EndpointServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private EndpointServer(WebApplication application) => _application = application;

    public string Address => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>What was asked, the path and key of each request and its body.</summary>
    public List<(string Path, string? Key, JsonNode Body)> Requests { get; } = [];

    public static async Task<EndpointServer> StartAsync(Func<HttpContext, JsonNode, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new EndpointServer(builder.Build());
        server._application.Run(async context =>
        {
            var body = (await JsonNode.ParseAsync(context.Request.Body))!;
            lock (server.Requests)
            {
                server.Requests.Add((context.Request.Path, context.Request.Headers.Authorization, body));
            }

            await answer(context, body);
        });
        await server._application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
