using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Benchmarks.Scan;

/// <summary>Takes pictures and never answers: what is measured is how they are taken in, while a job's window is as full as it can be.</summary>
internal sealed class SilentEngine : IPictureEngine
{
    public PictureEngineStatus Status { get; } = new([], [], 0, 0, 0, 0, 0);

    public async Task<ProbeResult> ProbeAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("A silent engine answered.");
    }

    public async Task<RenderResult> RenderAsync(RenderRequest request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("A silent engine answered.");
    }
}
