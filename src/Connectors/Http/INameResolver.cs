using System.Net;

namespace MediaPipeline.Connectors.Http;

/// <summary>Finds the addresses of names.</summary>
internal interface INameResolver
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
