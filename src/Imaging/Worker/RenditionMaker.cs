using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Native;
using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging.Worker;

/// <summary>Makes both renditions of a picture from one decode.</summary>
internal sealed class RenditionMaker(IPictureLoader loader, RenderRequest request, PictureBytes bytes, PictureHeader header, PictureLimits limits)
{
    private readonly List<Fault> _warnings = [];

    internal WorkerAnswer Make()
    {
        try
        {
            var viewingCopy = CopyRule.TryCopy(bytes, header, request.Viewing, request.Facts.HasPosition);
            var thumbnailCopy = viewingCopy is null ? null : CopyRule.TryCopy(bytes, header, request.Thumbnail, request.Facts.HasPosition);
            using var pixels = Decode(viewingCopy is null ? CoveringBox : BoxOf(request.Thumbnail));
            using var reduced = Reduce(pixels, request.Thumbnail);
            var thumbnail = reduced ?? pixels;
            var viewing = Write(viewingCopy, pixels, request.Viewing, RenditionNames.Viewing(request));
            var impression = PictureImpression.Of(thumbnail);
            return new WorkerAnswer(WorkerOutcome.Rendered)
            {
                Viewing = viewing,
                Thumbnail = Write(thumbnailCopy, thumbnail, request.Thumbnail, RenditionNames.Thumbnail(request)),
                Warnings = _warnings,
                Placeholder = impression.Placeholder,
                DominantColour = impression.DominantColour,
                PerceptualHash = impression.PerceptualHash,
            };
        }
        catch (DecoderException e)
        {
            throw new UndecodableException(
                header.Format, FaultCodes.CorruptPicture, $"{bytes.Path} cannot be decoded ({e.Message}). Try to open it in another program and save it again.");
        }
    }

    /// <summary>Decodes; when the end of the picture is missing, as much as is there, if that is enough.</summary>
    private VipsObject Decode(PictureBox box)
    {
        try
        {
            return PictureDecoder.Decode(loader, bytes, header, box, failOn: "truncated");
        }
        catch (DecoderException)
        {
            return DecodeTruncated(box);
        }
    }

    private VipsObject DecodeTruncated(PictureBox box)
    {
        var isSpreadOut = RowCounter.IsSpreadOut(bytes, header);
        var share = isSpreadOut ? 1 : RowCounter.CountReadable(loader, bytes, header);
        var extent = isSpreadOut ? "some of its passes are missing" : $"only {share:P0} of its rows can be read";
        var fault = new Fault(FaultCodes.Truncated, $"{bytes.Path} is cut off or damaged: {extent}. Fetch or copy it once more.");
        if (limits.Truncated == TruncatedPictures.Fail || share < LeastShare)
        {
            throw new PictureException(fault.Code, fault.Message);
        }

        try
        {
            var pixels = PictureDecoder.Decode(loader, bytes, header, box, failOn: "none");
            _warnings.Add(fault);
            return pixels;
        }
        catch (DecoderException) when (isSpreadOut || share < 1)
        {
            throw new PictureException(fault.Code, fault.Message);
        }
    }

    private RenditionFile Write(byte[]? copy, VipsObject pixels, RenditionSpec spec, string path)
    {
        if (copy is not null)
        {
            RenditionWriter.Write(path, copy);
            return new RenditionFile(path, header.Width, header.Height, copy.Length, header.Format.Name, Quality: null, Copied: true);
        }

        using var reduced = Reduce(pixels, spec);
        return RenditionWriter.Encode(reduced ?? pixels, spec, RenditionQuality.Cap(spec.Quality, header, bytes.Span), path);
    }

    /// <summary>The pixels in the box of a rendition, in memory; null when they fit as they are.</summary>
    private static VipsObject? Reduce(VipsObject pixels, RenditionSpec spec)
    {
        if (VipsNative.vips_image_get_width(pixels.Pointer) <= spec.MaxWidth && VipsNative.vips_image_get_height(pixels.Pointer) <= spec.MaxHeight)
        {
            return null;
        }

        using var reduced = PictureDecoder.Reduce(pixels, BoxOf(spec));
        return PictureDecoder.Materialise(reduced);
    }

    private PictureBox CoveringBox =>
        new(Math.Max(request.Viewing.MaxWidth, request.Thumbnail.MaxWidth), Math.Max(request.Viewing.MaxHeight, request.Thumbnail.MaxHeight));

    private static PictureBox BoxOf(RenditionSpec spec) => new(spec.MaxWidth, spec.MaxHeight);

    // Less than half of a picture is not worth showing.
    private const double LeastShare = 0.5;
}
