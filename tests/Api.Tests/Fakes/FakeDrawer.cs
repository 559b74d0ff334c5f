using System.Collections.Concurrent;
using MediaPipeline.Contracts.Drawings;

namespace MediaPipeline.Api.Tests.Fakes;

/// <summary>Draws nothing, and remembers what it should have drawn.</summary>
internal sealed class FakeDrawer : IDrawer
{
    private int _drawing;

    public ConcurrentQueue<DrawingRequest> Drawn { get; } = new();

    /// <summary>Called while it draws.</summary>
    public Action<int>? Drawing { get; set; }

    public string Version => "1";

    public byte[] Draw(DrawingRequest request, CancellationToken cancellationToken)
    {
        Drawing?.Invoke(Interlocked.Increment(ref _drawing));
        Drawn.Enqueue(request);
        Interlocked.Decrement(ref _drawing);
        return [1, 2, 3, (byte)Drawn.Count];
    }
}
