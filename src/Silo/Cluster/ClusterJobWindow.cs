using MediaPipeline.Grains.Jobs;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Orleans.Runtime;

namespace MediaPipeline.Silo.Cluster;

/// <summary>A job is a grain on one silo and drives pictures on all of them: its window is multiplied by the number of active silos.</summary>
internal sealed class ClusterJobWindow(IClusterMembershipService membership) : IPostConfigureOptions<JobOptions>, IOptionsChangeTokenSource<JobOptions>
{
    private ConfigurationReloadToken _changed = new();

    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => _changed;

    /// <summary>The set of active silos has changed.</summary>
    public void NotifyChange() => Interlocked.Exchange(ref _changed, new()).OnReload();

    public void PostConfigure(string? name, JobOptions options)
    {
        var silos = membership.CurrentSnapshot.CountActive();

        // A setting that is too large is left for the validator.
        if (silos > 1 && options.Window < JobOptions.MaxWindow)
        {
            options.Window = Math.Min(options.Window * silos, JobOptions.MaxWindow);
        }
    }
}
