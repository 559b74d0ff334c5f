using MediaPipeline.Grains.Jobs;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Orleans.Runtime;

namespace MediaPipeline.Silo.Cluster;

/// <summary>A job lives on one silo and drives pictures on all of them: its window is one for each silo that is active.</summary>
internal sealed class WindowOfAllSilos(IClusterMembershipService membership) : IPostConfigureOptions<JobOptions>, IOptionsChangeTokenSource<JobOptions>
{
    private ConfigurationReloadToken _changed = new();

    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => _changed;

    /// <summary>Other silos are active than before.</summary>
    public void NotifyChange() => Interlocked.Exchange(ref _changed, new()).OnReload();

    public void PostConfigure(string? name, JobOptions options)
    {
        var silos = membership.CurrentSnapshot.CountActive();

        // A setting that is too large stays so, for whoever validates it.
        if (silos > 1 && options.Window < JobOptions.MaxWindow)
        {
            options.Window = Math.Min(options.Window * silos, JobOptions.MaxWindow);
        }
    }
}
