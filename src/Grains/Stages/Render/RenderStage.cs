using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Stages.Render;

/// <summary>
/// Makes both renditions from one decode and puts them into the collection's cache folder: the child writes temporary files, the folder admits
/// their bytes, they are synced and renamed; only then does the picture's state name them.
/// </summary>
internal sealed class RenderStage(
    IPictureEngine engine, IRenditionStore files, SourceFaults faults, IOptionsMonitor<RenditionOptions> options, IGrainFactory grains) : IImageStage
{
    public string Name => ImageStages.Rendered;

    public async Task<StageOutcome> RunAsync(ImageState image, CancellationToken cancellationToken)
    {
        var collection = await grains.GetGrain<ICollectionWork>(image.CollectionId.Value).Describe();
        if (collection is null or { Deleting: true })
        {
            return new StageOutcome.Skipped("its collection is being deleted");
        }

        var folder = grains.GetGrain<ICacheFolderWork>(collection.CacheFolderId.Value);
        if (await folder.Gate() is { } closed)
        {
            return new StageOutcome.Wait(closed);
        }

        try
        {
            return await RenderAsync(image, collection, folder, cancellationToken);
        }
        catch (RenditionStoreException e)
        {
            return new StageOutcome.Wait(await folder.Report(e.Fault.Code, e.Fault.Message));
        }
    }

    private async Task<StageOutcome> RenderAsync(ImageState image, CollectionFacts collection, ICacheFolderWork folder, CancellationToken cancellationToken)
    {
        var wanted = options.CurrentValue;
        var source = PictureSources.Of(collection, image);
        var facts = image.Facts ?? throw new InvalidOperationException($"{image.Id} is to be rendered but was not probed.");
        var request = new RenderRequest(
            source, facts, wanted.Thumbnail, wanted.Cache, files.PrepareTemporaryDirectory(collection.CacheFolderPath), $"{image.Id}-{image.Attempt}", image.Priority);
        return await engine.RenderAsync(request, cancellationToken) switch
        {
            RenderResult.Rendered rendered => await StoreAsync(image, collection, folder, wanted, rendered, cancellationToken),
            RenderResult.Rejected rejected => new StageOutcome.Rejected(rejected.Fault),
            RenderResult.Quarantined quarantined => new StageOutcome.Quarantined(quarantined.Fault),
            RenderResult.Unavailable unavailable => await faults.ExplainAsync(collection, source, unavailable.Fault),
            RenderResult.OutputFault output => new StageOutcome.Wait(await folder.Report(output.Fault.Code, output.Fault.Message)),
            var other => throw new InvalidOperationException($"The render stage knows no result {other.GetType().Name}."),
        };
    }

    private async Task<StageOutcome> StoreAsync(
        ImageState image, CollectionFacts collection, ICacheFolderWork folder, RenditionOptions wanted, RenderResult.Rendered made, CancellationToken cancellationToken)
    {
        string[] temporary = [made.Thumbnail.TemporaryPath, made.Cache.TemporaryPath];
        var reservation = $"{image.Id}-{image.Attempt}";
        if (await folder.Admit(reservation, made.Thumbnail.Bytes + made.Cache.Bytes) is { } full)
        {
            await files.DiscardAsync(temporary, CancellationToken.None);
            return new StageOutcome.Wait(full);
        }

        try
        {
            var thumbnail = Stored(made.Thumbnail, wanted.Thumbnail, image, RenditionRecipe.ThumbnailPath);
            var cache = Stored(made.Cache, wanted.Cache, image, RenditionRecipe.CachePath);
            await files.CommitAsync(
                collection.CacheFolderPath, collection.CacheFolderId.Value, [(made.Thumbnail.TemporaryPath, thumbnail.Path), (made.Cache.TemporaryPath, cache.Path)], cancellationToken);
            return new StageOutcome.Rendered(
                thumbnail, cache, RenditionRecipe.Of(wanted), made.Warnings, made.Placeholder, made.DominantColour, made.PerceptualHash);
        }
        catch
        {
            await files.DiscardAsync(temporary, CancellationToken.None);
            throw;
        }
        finally
        {
            await folder.Settle(reservation);
        }
    }

    private static StoredRendition Stored(
        RenditionFile file, RenditionSpec spec, ImageState image, Func<RenditionSpec, Contracts.Ids.CollectionId, Contracts.Ids.ImageId, string, string> pathOf)
    {
        var recipe = RenditionRecipe.Of(spec);
        return new StoredRendition(
            pathOf(spec, image.CollectionId, image.Id, RenditionRecipe.ExtensionOf(file.Format)),
            file.Width,
            file.Height,
            file.Bytes,
            file.Format,
            file.Quality,
            recipe,
            RenditionRecipe.HashOf(image.Facts!.ContentHash, recipe));
    }
}
