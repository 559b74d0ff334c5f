using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;

namespace MediaPipeline.Api.Access;

/// <summary>The addresses that the server will listen on, from all settings that can name them.</summary>
internal class ListenUrls(IServer server, IConfiguration configuration)
{
    private const StringSplitOptions Parts = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    /// <summary>Empty when none is configured: the web server then uses a loopback address.</summary>
    public virtual IReadOnlyList<string> Read()
    {
        var said = new List<string>(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        said.AddRange((configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', Parts));
        said.AddRange(Ports("http").Concat(Ports("https")));
        said.AddRange(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>());
        return said;
    }

    private IEnumerable<string> Ports(string scheme) => (configuration[scheme + "_ports"] ?? "").Split(';', Parts).Select(port => $"{scheme}://*:{port}");
}
