using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Providers;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Grains.Providers;

/// <summary>The limits that grains hold. Waiting is done here: a call of a grain must not take long.</summary>
internal sealed class ProviderLimits(IGrainFactory grains, TimeProvider clock) : IProviderLimits
{
    public async Task EnterAsync(string provider, CancellationToken cancellationToken)
    {
        var pass = await grains.GetGrain<IProviderGrainInternal>(provider).Enter();
        ThrowIfClosed(provider, pass.Closed);
        if (pass.After > TimeSpan.Zero)
        {
            await Task.Delay(pass.After, clock, cancellationToken);
            ThrowIfClosed(provider, await grains.GetGrain<IProviderGrain>(provider).FindGate());
        }
    }

    public Task ReportAsync(string provider, ProviderReport report) => grains.GetGrain<IProviderGrainInternal>(provider).Report(report);

    private static void ThrowIfClosed(string provider, WaitingFor? closed)
    {
        if (closed is not null)
        {
            throw new ProviderUnavailableException(provider, closed.Code, closed.Message);
        }
    }
}
