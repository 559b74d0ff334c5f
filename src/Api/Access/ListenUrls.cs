using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;

namespace MediaPipeline.Api.Access;

/// <summary>Where the server is going to listen, from all the places where that can be said.</summary>
internal class ListenUrls(IServer server, IConfiguration configuration)
{
    private const StringSplitOptions Parts = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    /// <summary>Empty when nothing is said: the web server then takes a loopback address.</summary>
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
