using MediaPipeline.Archives;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Native;
using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging.Worker;

/// <summary>Handles one request in this process, and turns every foreseeable outcome into an answer.</summary>
/// <param name="formats">Names of the formats that the decoder reads.</param>
/// <param name="report">Receives oddities that are not faults, for the server's log.</param>
/// <param name="tell">Is called before each step that may take long, with what was found out about the picture as soon as it is known.</param>
internal sealed class PictureRequestHandler(
    IPictureLoader loader, PictureLimits limits, ArchiveOptions archives, IReadOnlyCollection<string> formats, Action<string> report,
    Action<string, PictureFacts?> tell)
{
    private readonly PictureReader _pictures = new(limits, archives);

    internal WorkerAnswer Do(WorkerRequest request)
    {
        try
        {
            // Otherwise errors of an earlier picture would be reported for this one.
            VipsLibrary.ForgetErrors();
            return request.Unpack is { } unpack ? Unpack(unpack) : request.Probe is { } probe ? Probe(probe) : Render(request.Render!);
        }
        catch (PictureException e)
        {
            return new WorkerAnswer(WorkerOutcome.Rejected) { Fault = e.Fault, Undecodable = (e as UndecodableException)?.Format.Name };
        }
        catch (OutputException e)
        {
            return new WorkerAnswer(WorkerOutcome.OutputFault) { Fault = e.Fault };
        }
        catch (ArchiveException e)
        {
            return new WorkerAnswer(WorkerOutcome.Rejected) { Fault = new Fault(e.Code, e.Message) };
        }
        catch (EntryGoneException e)
        {
            return new WorkerAnswer(WorkerOutcome.Unavailable) { Fault = new Fault(PictureSource.EntryGone, e.Message) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new WorkerAnswer(WorkerOutcome.Unavailable) { Fault = CannotRead(request.PicturePath, e) };
        }
    }

    internal static Fault CannotRead(string path, Exception e) =>
        new(FaultCodes.SourceUnavailable, $"{path} cannot be read: {e.Message} Check that it is there, mounted and readable.");

    private WorkerAnswer Probe(ProbeRequest request)
    {
        using var bytes = _pictures.Read(request.Source);
        var (header, metadata) = ReadHeader(bytes);
        var (width, height) = header.IsSideways ? (header.Height, header.Width) : (header.Width, header.Height);
        var facts = new PictureFacts(header.Format.Name, width, height, header.Orientation, bytes.Length, bytes.Sha256(), header.Frames, header.HasAlpha,
            metadata.HasPosition, metadata.TakenAt, metadata.Camera);
        return request.Target is { } target && !string.Equals(facts.ContentHash, request.KnownHash, StringComparison.Ordinal)
            ? Render(target, bytes, header, metadata, facts)
            : new WorkerAnswer(WorkerOutcome.Probed) { Facts = facts };
    }

    private WorkerAnswer Render(RenderRequest request)
    {
        using var bytes = _pictures.Read(request.Source);
        var (header, metadata) = ReadHeader(bytes);
        return Render(request.Target, bytes, header, metadata, found: null);
    }

    /// <param name="found">What has just been found out about the picture.</param>
    private WorkerAnswer Render(RenderTarget target, PictureBytes bytes, PictureHeader header, PictureMetadata metadata, PictureFacts? found)
    {
        tell("decoding it", found);
        try
        {
            return new RenditionMaker(loader, target, bytes, header, metadata, limits, () => tell("encoding its renditions", null)).Make();
        }
        catch
        {
            if (!RenditionNames.TryDelete(target))
            {
                report($"{target.TemporaryDirectory}: the temporary files of {target.Name} cannot be removed.");
            }

            throw;
        }
    }

    private (PictureHeader Header, PictureMetadata Metadata) ReadHeader(PictureBytes bytes)
    {
        var header = PictureHeader.Read(bytes, limits, loader, Reads);
        return (header, PictureMetadata.Read(header.Format, bytes.Span));
    }

    private WorkerAnswer Unpack(UnpackRequest request)
    {
        tell("unpacking its archive", null);
        _pictures.Unpack(request.Source, request.ToFile);
        return new WorkerAnswer(WorkerOutcome.Unpacked);
    }

    private bool Reads(PictureFormat format) => formats.Contains(format.Name, StringComparer.Ordinal);
}
