using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Assets.Render;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Assets.Store;

/// <summary>Takes a fetched file: a picture by its content, whatever its server calls it, is stored and rendered in one trip to a worker.</summary>
internal sealed class AssetIntake(
    IPictureEngine engine, AssetFolder folder, AssetRenditions made, StageWatch watch, IOptionsMonitor<RenditionOptions> renditions, TimeProvider clock)
{
    /// <returns>The outcome of storing, and of rendering after it.</returns>
    public async Task<StageOutcome> TakeAsync(AssetRecord asset, string file, CancellationToken cancellationToken)
    {
        var target = AssetRenditions.TargetOf(asset, renditions.CurrentValue, Path.GetDirectoryName(file)!);
        return await engine.ProbeAsync(new ProbeRequest(new PictureSource(file), asset.Priority, target), cancellationToken) switch
        {
            ProbeResult.Probed probed => await StoreAsync(asset, file, target, probed, cancellationToken),
            ProbeResult.Rejected rejected => new StageOutcome.Rejected(Explain(rejected.Fault, asset, file)),
            ProbeResult.Quarantined quarantined => new StageOutcome.Quarantined(Explain(quarantined.Fault, asset, file)),
            ProbeResult.Unavailable unavailable => new StageOutcome.Retry(Explain(unavailable.Fault, asset, file)),
            var other => throw new InvalidOperationException($"The store stage knows no result {other.GetType().Name}."),
        };
    }

    /// <summary>The worker knows its temporary file only.</summary>
    internal static Fault Explain(Fault fault, AssetRecord asset, string file) =>
        fault with { Message = fault.Message.Replace(file, asset.Url, StringComparison.Ordinal) };

    private async Task<StageOutcome> StoreAsync(
        AssetRecord asset, string file, RenderTarget target, ProbeResult.Probed probed, CancellationToken cancellationToken)
    {
        var stored = new AssetStored(probed.Facts, AssetPaths.Of(probed.Facts));
        try
        {
            await folder.CommitAsync([(file, stored.File)], cancellationToken);
        }
        catch (RenditionStoreException e)
        {
            await made.DiscardAsync(probed.Rendered);
            return new StageOutcome.Wait(new WaitingFor(e.Fault.Code, null, e.Fault.Message, clock.GetUtcNow()));
        }

        var known = asset with { Facts = stored.Facts, File = stored.File };
        return new StageOutcome.Completed(stored, await watch.FollowAsync(
            new StageRun(AssetStages.Rendered, asset.Attempt, known), probed.At,
            stopping => made.TakeAsync(known, target, file, probed.Rendered!, stopping)));
    }
}
