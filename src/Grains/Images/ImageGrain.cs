using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Images.Render;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Images;

/// <summary>One picture. Operations on its files are in the other file of this class.</summary>
internal sealed partial class ImageGrain(
    [PersistentState(StateNames.Images, StateNames.Storage)] IPersistentState<ImageRecord> state,
    ItemGrainServices services,
    IOptionsMonitor<RenditionOptions> renditions,
    IRenditionStore files) : ItemGrain<ImageRecord>(state, services), IImageGrain, IImageGrainInternal
{
    protected override ItemRules<ImageRecord> Rules => new ImageRules(RenditionRecipe.Of(renditions.CurrentValue));

    public override async Task StageEnded(int attempt, StageOutcome outcome)
    {
        try
        {
            if (await ApplyAsync(new ItemEvent.StageEnded(attempt, outcome)) is null && outcome is StageOutcome.Completed { Result: Rendered orphan })
            {
                // The collection was deleted meanwhile: nothing refers to these files any more.
                await DeleteFilesAsync(orphan.CacheFolderId, [orphan.Thumbnail.Path, orphan.Viewing.Path]);
            }

            // Only now: until the record is stored, the folder's sum does not include them.
            await SettleAsync(attempt, outcome);
        }
        catch (RenditionStoreException e) when (Record is { State: ItemState.Running, CacheFolderId: not null })
        {
            // A final state that requires deleting files cannot be stored while their disk is unavailable: the picture waits for it.
            var closed = await GrainFactory.GetGrain<ICacheFolderGrainInternal>(Record.CacheFolderId.Value.Value).Report(e.Fault.Code, e.Fault.Message);
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
        ImageEffect.DeleteAllRenditions => Record.MayHaveRenditions() ? DeleteAllFilesAsync() : Task.CompletedTask,
        ImageEffect.DeleteFiles delete => DeleteFilesAsync(delete.Folder, delete.Paths),
        ImageEffect.DeleteStrays strays => DeleteFilesAsync(strays.Folder, RenditionRecipe.AllPaths(renditions.CurrentValue, Record)),
        _ => base.ActAsync(effect),
    };
}
