using MediaPipeline.Grains.Providers;

namespace MediaPipeline.Grains.Ports.Catalogue;

/// <summary>Limits and gates of providers. All silos share them.</summary>
public interface IProviderLimits
{
    /// <summary>Ends when a request may be sent. Its outcome is to be reported.</summary>
    /// <exception cref="ProviderUnavailableException">The gate is closed.</exception>
    Task EnterAsync(string provider, CancellationToken cancellationToken);

    /// <summary>A fault closes the gate; an answer opens it.</summary>
    Task ReportAsync(string provider, ProviderReport report);
}
