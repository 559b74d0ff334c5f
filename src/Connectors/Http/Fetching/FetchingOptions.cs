using System.Net;

namespace MediaPipeline.Connectors.Http.Fetching;

/// <summary>How files are fetched from addresses that came in data.</summary>
internal sealed class FetchingOptions
{
    public const string Section = "Fetching";

    /// <summary>Networks that may be fetched from though they are not public, such as <c>192.168.1.0/24</c>. None by default.</summary>
    public IList<string> AllowedNetworks { get; set; } = [];

    /// <summary>Redirects that are followed; 5 by default.</summary>
    public int MaxRedirects { get; set; } = 5;

    /// <summary>How long a connection may take to be opened; 10 s by default.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a file may take in all, redirects included; 60 s by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    public IReadOnlyList<IPNetwork> ParseAllowedNetworks() => [.. AllowedNetworks.Select(network => IPNetwork.Parse(network))];
}
