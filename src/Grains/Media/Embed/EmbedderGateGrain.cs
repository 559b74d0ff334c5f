using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Gates;
using MediaPipeline.Grains.Items;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Media.Embed;

/// <summary>Closed for some time whenever the model could not be used: then it is tried again. Kept in memory: a new activation lets it be tried.</summary>
internal sealed class EmbedderGateGrain(IOptionsMonitor<ItemOptions> options, TimeProvider clock) : Grain, IEmbedderGateGrain
{
    public static GateKind Kind { get; } = new("embedder:", typeof(IEmbedderGateGrain));

    private WaitingFor? _closed;
    private DateTimeOffset _until;

    public Task<WaitingFor?> FindGate() => Task.FromResult(clock.GetUtcNow() < _until ? _closed : null);

    public Task<WaitingFor> Close(string message)
    {
        var now = clock.GetUtcNow();
        _closed = new WaitingFor("embedderUnavailable", Kind.Prefix + this.GetPrimaryKeyString(), message, now);
        _until = now + options.Get(MediaStages.Kind.Name).ResourceRetry;
        return Task.FromResult(_closed);
    }
}
