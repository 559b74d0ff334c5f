using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Images.Render;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Images;

/// <summary>One picture. Operations on its files are in the other file of this class.</summary>
internal sealed partial class ImageGrain(
    [PersistentState(StateNames.Images, StateNames.Storage)] IPersistentState<ImageRecord> state,
    ItemGrainServices services,
    IOptionsMonitor<RenditionOptions> renditions,
    IRenditionStore files) : ItemGrain<ImageRecord>(state, services), IImageGrain, IImageGrainInternal
{
    private readonly ILogger _logger = services.Loggers.CreateLogger<ImageGrain>();

    protected override ItemRules<ImageRecord> Rules => new ImageRules(RenditionRecipe.Of(renditions.CurrentValue));

    public override async Task StageEnded(int attempt, StageOutcome outcome)
    {
        try
        {
            var made = outcome.WithNext.OfType<StageOutcome.Completed>().Select(completed => completed.Result).OfType<Rendered>().FirstOrDefault();
            if (await ApplyAsync(new ItemEvent.StageEnded(attempt, outcome)) is null && made is not null)
            {
                // The collection was deleted meanwhile: nothing refers to these files any more.
                await TryDeleteFilesAsync(made.CacheFolderId, [made.Thumbnail.Path, made.Viewing.Path]);
            }

            // Only now: until the record is stored, the folder's sum does not include them.
            await SettleAsync(attempt, made);
        }
        catch (RenditionStoreException e) when (Record.State == ItemState.Running)
        {
            // A final state that requires deleting files cannot be stored while their disk is unavailable: the picture waits for it.
            var closed = await ReportAsync(e);
            await ApplyAsync(new ItemEvent.StageEnded(attempt, new StageOutcome.Wait(closed)));
        }
    }

    public async Task<bool> Seen(SeenSource source) =>
        await ApplyAsync(new ImageEvent.SourceSeen(source)) is ItemDecision<ImageRecord>.Changed && Record.JobId == source.JobId;

    public Task Verify(JobId jobId, int priority) => ApplyAsync(new ImageEvent.VerificationAsked(jobId, priority));

    public Task Vanished(JobId jobId) => ApplyAsync(new ImageEvent.SourceGone(jobId));

    public async Task Remove()
    {
        if (await ExistsAsync())
        {
            await DeleteAllFilesAsync();
            await ClearAsync();
        }

        DeactivateOnIdle();
    }

    protected override Task ActAsync(ItemEffect effect) => effect switch
    {
        ImageEffect.DeleteAllRenditions => Record.MayHaveRenditions(IsStageRunning) ? DeleteAllFilesAsync() : Task.CompletedTask,
        ImageEffect.DeleteFiles delete => TryDeleteFilesAsync(delete.Folder, delete.Paths),
        ImageEffect.DeleteStrays strays => TryDeleteFilesAsync(strays.Folder, RenditionRecipe.AllPaths(renditions.CurrentValue, Record)),
        _ => base.ActAsync(effect),
    };
}
