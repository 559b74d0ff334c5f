using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Images.Render;

/// <summary>
/// Makes both renditions from one decode and puts them into the collection's cache folder: the worker process writes temporary files, the folder reserves space
/// for them, they are synced and renamed; only then does the picture's state refer to them.
/// </summary>
internal sealed class RenderStage(
    IPictureEngine engine, IRenditionStore files, SourceFaults faults, IOptionsMonitor<RenditionOptions> options, IGrainFactory grains) : IStage<ImageRecord>
{
    public string Name => ImageStages.Rendered;

    public async Task<StageOutcome> RunAsync(ImageRecord image, CancellationToken cancellationToken)
    {
        var collection = await grains.GetGrain<ICollectionGrainInternal>(image.CollectionId.Value).Describe();
        if (collection is null or { Deleting: true })
        {
            return new StageOutcome.Skipped("its collection is being deleted");
        }

        var folder = grains.GetGrain<ICacheFolderGrainInternal>(collection.CacheFolderId.Value);
        try
        {
            var closed = await grains.GetGrain<ICacheFolderGrain>(collection.CacheFolderId.Value).FindGate();
            return closed is null || MayReplace(image, collection, closed)
                ? await RenderAsync(image, collection, folder, cancellationToken)
                : await HoldBackAsync(image, collection, closed);
        }
        catch (RenditionStoreException e)
        {
            return new StageOutcome.Wait(await folder.Report(e.Fault.Code, e.Fault.Message));
        }
    }

    private async Task<StageOutcome> RenderAsync(
        ImageRecord image, CollectionFacts collection, ICacheFolderGrainInternal folder, CancellationToken cancellationToken)
    {
        var wanted = options.CurrentValue;
        var source = PictureSources.Of(collection, image);
        var facts = image.Facts ?? throw new InvalidOperationException($"{image.Id} is to be rendered but was not probed.");
        var request = new RenderRequest(
            source, facts, wanted.Thumbnail, wanted.Viewing, files.PrepareTemporaryDirectory(collection.CacheFolderPath), $"{image.Id}-{image.Attempt}",
                image.Priority);
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
        ImageRecord image, CollectionFacts collection, ICacheFolderGrainInternal folder, RenditionOptions wanted, RenderResult.Rendered made,
            CancellationToken cancellationToken)
    {
        string[] temporary = [made.Thumbnail.TemporaryPath, made.Viewing.TemporaryPath];
        var thumbnail = Stored(made.Thumbnail, wanted.Thumbnail, image, RenditionRecipe.ThumbnailPath);
        var viewing = Stored(made.Viewing, wanted.Viewing, image, RenditionRecipe.ViewingPath);
        if (await folder.Admit(new Admission(image.Id, image.Attempt, image.CollectionId, Growth(image, collection, thumbnail, viewing))) is { } full)
        {
            await files.DiscardAsync(temporary, CancellationToken.None);
            return await HoldBackAsync(image, collection, full);
        }

        try
        {
            // The picture releases the reservation when its state is stored.
            await files.CommitAsync(
                collection.CacheFolderPath, collection.CacheFolderId.Value,
                    [(made.Thumbnail.TemporaryPath, thumbnail.Path), (made.Viewing.TemporaryPath, viewing.Path)], cancellationToken);
            return new StageOutcome.Completed(new Rendered(
                thumbnail, viewing, RenditionRecipe.Of(wanted), made.Warnings, made.Placeholder, made.DominantColour, made.PerceptualHash,
                    collection.CacheFolderId));
        }
        catch
        {
            await files.DiscardAsync(temporary, CancellationToken.None);
            await folder.Settle(image.Id, image.Attempt);
            throw;
        }
    }

    // Replacing files frees space, perhaps enough: that is known when the new ones are made.
    private static bool MayReplace(ImageRecord image, CollectionFacts collection, WaitingFor closed) =>
        string.Equals(closed.Code, CacheFolderCodes.Full, StringComparison.Ordinal) && image.RenditionCount > 0
            && image.CacheFolderId == collection.CacheFolderId;

    // Files with the same names are replaced, so that the pictures of a full folder can be rendered again with other options.
    private static long Growth(ImageRecord image, CollectionFacts collection, StoredRendition thumbnail, StoredRendition viewing)
    {
        var replaced = image.CacheFolderId != collection.CacheFolderId ? 0 : Replaced(image.Thumbnail, thumbnail) + Replaced(image.Viewing, viewing);
        return Math.Max(0, thumbnail.Bytes + viewing.Bytes - replaced);

        static long Replaced(StoredRendition? old, StoredRendition made) => string.Equals(old?.Path, made.Path, StringComparison.Ordinal) ? old!.Bytes : 0;
    }

    // A full folder must not contain files that no state refers to: before the picture waits, what a lost attempt left there is deleted.
    private async Task<StageOutcome> HoldBackAsync(ImageRecord image, CollectionFacts collection, WaitingFor closed)
    {
        if (string.Equals(closed.Code, CacheFolderCodes.Full, StringComparison.Ordinal))
        {
            IEnumerable<string?> named = image.CacheFolderId == collection.CacheFolderId ? [image.Thumbnail?.Path, image.Viewing?.Path] : [];
            var unnamed = RenditionRecipe.AllPaths(options.CurrentValue, image).Except(named, StringComparer.Ordinal).OfType<string>();
            await files.DeleteAsync(collection.CacheFolderPath, [.. unnamed], CancellationToken.None);
        }

        return new StageOutcome.Wait(closed);
    }

    private static StoredRendition Stored(
        RenditionFile file, RenditionSpec spec, ImageRecord image, Func<RenditionSpec, CollectionId, ImageId, string, string> pathOf)
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
