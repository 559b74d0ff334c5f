using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
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
/// Where the renditions of a picture go: the worker process writes temporary files on the disk of the collection's cache folder, the folder reserves space for
/// them, they are synced and renamed; only then does the picture's state refer to them.
/// </summary>
internal sealed class RenditionPlacement(
    IRenditionStore files, SourceFaults faults, IOptionsMonitor<RenditionOptions> options, IGrainFactory grains)
{
    /// <summary>The target of an attempt; or what to wait for, when the cache folder takes no renditions now.</summary>
    public async Task<(RenderTarget? Target, WaitingFor? Closed)> FindAsync(ImageRecord image, CollectionFacts collection)
    {
        var closed = await grains.GetGrain<ICacheFolderGrain>(collection.CacheFolderId.Value).FindGate();
        if (closed is not null && !MayReplace(image, collection, closed))
        {
            return (null, closed);
        }

        try
        {
            var wanted = options.CurrentValue;
            var directory = files.PrepareTemporaryDirectory(collection.CacheFolderPath);
            return (new RenderTarget(wanted.Thumbnail, wanted.Viewing, directory, $"{image.Id}-{image.Attempt}"), null);
        }
        catch (RenditionStoreException e)
        {
            return (null, await ReportAsync(collection, e.Fault.Code, e.Fault.Message));
        }
    }

    /// <summary>The outcome of rendering a picture whose facts are known: its files are put into the cache folder.</summary>
    public async Task<StageOutcome> TakeAsync(
        ImageRecord image, CollectionFacts collection, RenderTarget target, RenderResult result, CancellationToken cancellationToken)
    {
        try
        {
            return result switch
            {
                RenderResult.Rendered rendered => await StoreAsync(image, collection, target, rendered, cancellationToken),
                RenderResult.Rejected rejected => new StageOutcome.Rejected(rejected.Fault),
                RenderResult.Quarantined quarantined => new StageOutcome.Quarantined(quarantined.Fault),
                RenderResult.Unavailable unavailable => await faults.ExplainAsync(collection, PictureSources.Of(collection, image), unavailable.Fault),
                RenderResult.OutputFault output => new StageOutcome.Wait(await ReportAsync(collection, output.Fault.Code, Explain(output.Fault, collection))),
                var other => throw new InvalidOperationException($"The render stage knows no result {other.GetType().Name}."),
            };
        }
        catch (RenditionStoreException e)
        {
            return new StageOutcome.Wait(await ReportAsync(collection, e.Fault.Code, e.Fault.Message));
        }
    }

    /// <summary>A full folder must not contain files that no state refers to: before the picture waits, what a lost attempt left there is deleted.</summary>
    public async Task<StageOutcome> HoldBackAsync(ImageRecord image, CollectionFacts collection, WaitingFor closed)
    {
        if (!string.Equals(closed.Code, CacheFolderCodes.Full, StringComparison.Ordinal))
        {
            return new StageOutcome.Wait(closed);
        }

        try
        {
            IEnumerable<string?> named = image.CacheFolderId == collection.CacheFolderId ? [image.Thumbnail?.Path, image.Viewing?.Path] : [];
            var unnamed = RenditionRecipe.AllPaths(options.CurrentValue, image).Except(named, StringComparer.Ordinal).OfType<string>();
            await files.DeleteAsync(collection.CacheFolderPath, [.. unnamed], CancellationToken.None);
            return new StageOutcome.Wait(closed);
        }
        catch (RenditionStoreException e)
        {
            return new StageOutcome.Wait(await ReportAsync(collection, e.Fault.Code, e.Fault.Message));
        }
    }

    private async Task<StageOutcome> StoreAsync(
        ImageRecord image, CollectionFacts collection, RenderTarget target, RenderResult.Rendered made, CancellationToken cancellationToken)
    {
        string[] temporary = [made.Thumbnail.TemporaryPath, made.Viewing.TemporaryPath];
        var thumbnail = Stored(made.Thumbnail, target.Thumbnail, image, RenditionRecipe.ThumbnailPath);
        var viewing = Stored(made.Viewing, target.Viewing, image, RenditionRecipe.ViewingPath);
        var folder = FolderOf(collection);
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
                thumbnail, viewing, RenditionRecipe.Of(target.Thumbnail, target.Viewing), made.Warnings, made.Placeholder, made.DominantColour,
                    made.PerceptualHash, collection.CacheFolderId));
        }
        catch
        {
            await files.DiscardAsync(temporary, CancellationToken.None);
            await folder.Settle(image.Id, image.Attempt);
            throw;
        }
    }

    // The worker knows its temporary file only.
    private static string Explain(Fault fault, CollectionFacts collection) => string.Equals(fault.Code, CacheFolderCodes.DiskFull, StringComparison.Ordinal)
        ? $"The disk of the cache folder '{collection.CacheFolderPath}' is full: free space on it, or raise the quota. Work resumes automatically."
        : fault.Message;

    private ICacheFolderGrainInternal FolderOf(CollectionFacts collection) => grains.GetGrain<ICacheFolderGrainInternal>(collection.CacheFolderId.Value);

    private Task<WaitingFor> ReportAsync(CollectionFacts collection, string code, string message) => FolderOf(collection).Report(code, message);

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
