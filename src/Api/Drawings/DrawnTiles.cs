using MediaPipeline.Contracts.Drawings;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Api.Drawings;

/// <summary>Looks up the thumbnails of pictures that are to be drawn.</summary>
internal sealed class DrawnTiles(IImageReader images)
{
    public async Task<IReadOnlyList<DrawnPicture>> OfAsync(IReadOnlyList<ImageView> pictures, CancellationToken cancellationToken)
    {
        var locations = await images.LocateThumbnailsAsync([.. pictures.Select(picture => picture.Id)], cancellationToken);
        return [.. pictures.Select(picture => Of(picture, locations.GetValueOrDefault(picture.Id)))];
    }

    private static DrawnPicture Of(ImageView picture, RenditionLocation? location)
    {
        if (location?.AbsolutePath is not { } path)
        {
            return new DrawnPicture(picture.Name, null, Notices.Of(picture));
        }

        var file = new FileInfo(path);
        return file.Exists
            ? new DrawnPicture(picture.Name, new ThumbnailFile(path, location.Bytes ?? file.Length, new DateTimeOffset(file.LastWriteTimeUtc)), null)
            : new DrawnPicture(picture.Name, null, Notices.ThumbnailGone);
    }
}
