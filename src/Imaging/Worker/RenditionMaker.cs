using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Native;
using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging.Worker;

/// <summary>Makes both renditions of a picture from one decode.</summary>
internal static class RenditionMaker
{
    internal static WorkerAnswer Make(RenderRequest request, PictureBytes bytes, PictureHeader header, PictureLimits limits)
    {
        try
        {
            using var pixels = PictureDecoder.Decode(bytes, header, CoveringBox(request), "none");
            using var reduced = Fit(pixels, request.Cache);
            using var small = PictureDecoder.Reduce(pixels, BoxOf(request.Thumbnail));
            using var thumbnail = PictureDecoder.Materialise(small);
            return new WorkerAnswer(WorkerOutcome.Rendered)
            {
                Cache = RenditionWriter.Encode(reduced ?? pixels, request.Cache, request.Cache.Quality, RenditionNames.Cache(request)),
                Thumbnail = RenditionWriter.Encode(thumbnail, request.Thumbnail, request.Thumbnail.Quality, RenditionNames.Thumbnail(request)),
            };
        }
        catch (VipsException e)
        {
            throw new PictureException(FaultCodes.CorruptPicture, $"{bytes.Path} cannot be decoded ({e.Message}). Try to open it in another program and save it again.");
        }
    }

    /// <summary>Null when the decoded pixels fit as they are.</summary>
    private static VipsObject? Fit(VipsObject pixels, RenditionSpec spec)
    {
        var fits = VipsNative.vips_image_get_width(pixels.Pointer) <= spec.MaxWidth && VipsNative.vips_image_get_height(pixels.Pointer) <= spec.MaxHeight;
        return fits ? null : PictureDecoder.Reduce(pixels, BoxOf(spec));
    }

    private static PictureBox CoveringBox(RenderRequest request) =>
        new(Math.Max(request.Cache.MaxWidth, request.Thumbnail.MaxWidth), Math.Max(request.Cache.MaxHeight, request.Thumbnail.MaxHeight));

    private static PictureBox BoxOf(RenditionSpec spec) => new(spec.MaxWidth, spec.MaxHeight);
}
