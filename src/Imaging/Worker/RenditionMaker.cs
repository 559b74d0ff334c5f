using MediaPipeline.Contracts.Formats;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Pictures;
using NetVips;

namespace MediaPipeline.Imaging.Worker;

/// <summary>Makes both renditions of a picture from one decode.</summary>
internal sealed class RenditionMaker(
    IPictureLoader loader, RenderTarget target, PictureBytes bytes, PictureHeader header, PictureMetadata metadata, PictureLimits limits, Action onEncoding)
{
    private readonly List<Fault> _warnings = [];

    internal WorkerAnswer Make()
    {
        try
        {
            var viewingCopy = CopyRule.TryCopy(bytes, header, target.Viewing, metadata.HasPosition);
            var thumbnailCopy = viewingCopy is null ? null : CopyRule.TryCopy(bytes, header, target.Thumbnail, metadata.HasPosition);
            using var pixels = Decode(viewingCopy is null ? CoveringBox : BoxOf(target.Thumbnail));
            onEncoding();
            using var reduced = Reduce(pixels, target.Thumbnail);
            var thumbnail = reduced ?? pixels;
            var viewing = Write(viewingCopy, pixels, target.Viewing, RenditionNames.Viewing(target));
            var impression = PictureImpression.Of(thumbnail);
            AddWarnings();
            return new WorkerAnswer(WorkerOutcome.Rendered)
            {
                Viewing = viewing,
                Thumbnail = Write(thumbnailCopy, thumbnail, target.Thumbnail, RenditionNames.Thumbnail(target)),
                Warnings = _warnings,
                Placeholder = impression.Placeholder,
                DominantColour = impression.DominantColour,
                PerceptualHash = impression.PerceptualHash,
            };
        }
        catch (Exception e) when (DecoderFault.Is(e))
        {
            throw Undecodable(e);
        }
    }

    /// <summary>Decodes; when the end of the picture is missing, as much as is there, if that is enough.</summary>
    private Image Decode(PictureBox box)
    {
        header.CheckPixelsToDecode(bytes.Path, box, limits);
        try
        {
            // What is wrong within a JPEG's pixels is a mere warning for libjpeg; TIFF warns of tags that it does not know.
            return PictureDecoder.Decode(loader, bytes, header, box, failOn: header.Format == PictureFormat.Jpeg ? Enums.FailOn.Warning : Enums.FailOn.Error);
        }
        catch (Exception e) when (DecoderFault.Is(e))
        {
            return DecodeTruncated(box, e);
        }
    }

    private Image DecodeTruncated(PictureBox box, Exception cause)
    {
        var isSpreadOut = RowCounter.IsSpreadOut(bytes, header);
        var share = isSpreadOut ? 1 : RowCounter.CountReadable(loader, bytes, header);
        if (share == 0)
        {
            throw Undecodable(cause);
        }

        var extent = isSpreadOut ? "some of its passes are missing"
            : share < 1 ? $"only {Math.Floor(share * 100):F0} % of its rows can be read"
            : DecoderFault.Describe(cause);
        var fault = new Fault(FaultCodes.Truncated, $"{bytes.Path} is cut off or damaged: {extent}. Fetch or copy it once more.");
        if (limits.Truncated == TruncatedPictures.Fail || share < LeastShare)
        {
            throw new PictureException(fault.Code, fault.Message);
        }

        try
        {
            var pixels = PictureDecoder.Decode(loader, bytes, header, box, failOn: Enums.FailOn.None);
            _warnings.Add(fault);
            return pixels;
        }
        catch (Exception e) when (DecoderFault.Is(e))
        {
            throw Undecodable(e);
        }
    }

    private UndecodableException Undecodable(Exception e) => PictureEnd.IsMissing(header.Format, bytes.Span)
        ? new UndecodableException(
            header.Format, FaultCodes.Truncated,
            $"{bytes.Path} is cut off, and nothing of it can be shown ({DecoderFault.Describe(e)}). Fetch or copy it once more.")
        : new UndecodableException(
            header.Format, FaultCodes.CorruptPicture,
            $"{bytes.Path} cannot be decoded ({DecoderFault.Describe(e)}). Try to open it in another program and save it again.");

    /// <summary>What is left out of the picture's file without a loss for the picture.</summary>
    private void AddWarnings()
    {
        if (!header.HasFittingProfile)
        {
            _warnings.Add(new Fault(FaultCodes.ProfileIgnored,
                $"{bytes.Path} embeds a colour profile that is broken, or made for another kind of colour; it is ignored. If the colours look wrong, remove or "
                    + "replace the profile."));
        }

        if (metadata.IsIncomplete)
        {
            _warnings.Add(new Fault(FaultCodes.MetadataIgnored,
                $"{bytes.Path} has compressed metadata that unpacks to too much; it is ignored, and what it says is not known. Remove it, or write it anew."));
        }
    }

    private RenditionFile Write(byte[]? copy, Image pixels, RenditionSpec spec, string path)
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
    private static Image? Reduce(Image pixels, RenditionSpec spec)
    {
        if (pixels.Width <= spec.MaxWidth && pixels.Height <= spec.MaxHeight)
        {
            return null;
        }

        using var reduced = PictureDecoder.Reduce(pixels, BoxOf(spec));
        return PictureDecoder.Materialise(reduced);
    }

    private PictureBox CoveringBox =>
        new(Math.Max(target.Viewing.MaxWidth, target.Thumbnail.MaxWidth), Math.Max(target.Viewing.MaxHeight, target.Thumbnail.MaxHeight));

    private static PictureBox BoxOf(RenditionSpec spec) => new(spec.MaxWidth, spec.MaxHeight);

    // Less than half of a picture is not worth showing.
    private const double LeastShare = 0.5;
}
