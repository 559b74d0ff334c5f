using System.Collections.Concurrent;
using System.Threading.Channels;

namespace MediaPipeline.LocalSilo.Tests.Local;

/// <summary>What happened to activations, to be awaited.</summary>
public sealed class SiloEvents : ILocalSiloEvents
{
    private readonly Channel<(GrainId GrainId, DeactivationReasonCode Code)> _closed = Channel.CreateUnbounded<(GrainId, DeactivationReasonCode)>();

    public ConcurrentQueue<GrainId> Activated { get; } = new();

    public void OnActivated(GrainId grainId) => Activated.Enqueue(grainId);

    public void OnClosed(GrainId grainId, DeactivationReason reason) => _closed.Writer.TryWrite((grainId, reason.ReasonCode));

    public async Task<(string Id, DeactivationReasonCode Code)> NextClosedAsync()
    {
        var (grainId, code) = await _closed.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        return (grainId.ToString(), code);
    }

    public bool HasClosedOne => _closed.Reader.TryPeek(out _);
}
