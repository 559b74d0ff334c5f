using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Assets.Store;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Fetching;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Assets.Fetch;

/// <summary>Fetches a file, and hands it on to be stored.</summary>
internal sealed class AssetDownload(
    IUrlFetcher fetcher, AssetFolder folder, AssetIntake intake, DownloadSlots slots, StageWatch watch, IOptionsMonitor<AssetOptions> options, TimeProvider clock)
{
    /// <returns>The outcome of fetching, and of the stages that the attempt has done after it.</returns>
    public async Task<StageOutcome> RunAsync(AssetRecord asset, CancellationToken cancellationToken)
    {
        string directory;
        try
        {
            directory = await folder.PrepareAsync(cancellationToken);
        }
        catch (RenditionStoreException e)
        {
            return Wait(e.Fault.Code, e.Fault.Message);
        }

        var file = Path.Join(directory, $"{asset.Id}-{asset.Attempt}");
        try
        {
            return await FetchAsync(asset, file, cancellationToken) switch
            {
                FetchResult.Fetched => new StageOutcome.Completed(new StageResult(), await StoreAsync(asset, file)),
                FetchResult.Refused refused => new StageOutcome.Rejected(refused.Fault),
                FetchResult.Unavailable unavailable => new StageOutcome.Retry(unavailable.Fault, Cut(unavailable.RetryAt)),
                var other => throw new InvalidOperationException($"The fetch stage knows no result {other.GetType().Name}."),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The fetcher makes results of all that a server does: this is the disk.
            return Wait("outputUnavailable", $"{asset.Url} cannot be written to '{directory}': {e.Message} Check its disk; work resumes automatically.");
        }
        finally
        {
            await folder.DiscardAsync([file]);
        }
    }

    private Task<FetchResult> FetchAsync(AssetRecord asset, string file, CancellationToken cancellationToken) => slots.RunAsync(
        new Uri(asset.Url).Host, () => fetcher.FetchAsync(asset.Url, file, options.CurrentValue.MaxBytes, cancellationToken), cancellationToken);

    private Task<NextStage> StoreAsync(AssetRecord asset, string file) => watch.FollowAsync(
        new StageRun(AssetStages.Stored, asset.Attempt, asset), clock.GetUtcNow(), stopping => intake.TakeAsync(asset, file, stopping));

    private StageOutcome.Wait Wait(string code, string message) => new(new WaitingFor(code, null, message, clock.GetUtcNow()));

    private DateTimeOffset? Cut(DateTimeOffset? retryAt) =>
        clock.GetUtcNow() + options.CurrentValue.DeadLetterExpiry is var latest && retryAt > latest ? latest : retryAt;
}
