using MediaPipeline.Api.Access;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Api.Images;

/// <summary>Answers with the bytes of a picture, or says why they are not there.</summary>
internal sealed partial class PictureFiles(AccessPolicy access, ILogger<PictureFiles> logger)
{
    public static TextParameter Version { get; } = new("v", "The hash in the picture's url: with the right one the answer may be kept for ever.");

    public IResult Open(HttpContext context, ImageId id, RenditionKind kind, RenditionLocation location)
    {
        context.Response.Headers.ContentSecurityPolicy = "sandbox";
        if (location.AbsolutePath is null)
        {
            return Missing(ProblemCodes.NotRendered, $"The {NameOf(kind)} of '{id}' is not there: its state is {EnumNames<Contracts.Items.ItemState>.Name(location.State)}, its last stage {location.Stage}. GET /api/v1/images/{id} says more.", location);
        }

        return location.Entry is null
            ? Open(context, id, kind, location, location.AbsolutePath)
            : Missing(ProblemCodes.ArchiveEntry, $"The original of '{id}' lies in an archive, as '{location.Entry}', and cannot be fetched from there yet: its viewing rendition is at /api/v1/images/{id}/cache.", location);
    }

    private IResult Open(HttpContext context, ImageId id, RenditionKind kind, RenditionLocation location, string path)
    {
        try
        {
            var file = new FileStream(path, new FileStreamOptions
            {
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            });
            return Answer(context, location, file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Missing(ProblemCodes.FileGone, $"The {NameOf(kind)} of '{id}' was there and its file has vanished: {Remedy(kind)}.", location);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            LogUnreadable(exception, id.Value, path);
            return Missing(ProblemCodes.FileUnreadable, $"The file of the {NameOf(kind)} of '{id}' cannot be read by the server, whose log says why: {Remedy(kind)}.", location);
        }
    }

    private IResult Answer(HttpContext context, RenditionLocation location, FileStream file)
    {
        var version = FileVersion.Of(location, file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle));
        var keep = version.IsCertain && string.Equals(context.Request.Value(Version), version.Tag, StringComparison.Ordinal);
        var headers = context.Response.Headers;
        headers.CacheControl = keep ? $"{(access.KeyRequired ? "private" : "public")}, max-age=31536000, immutable" : "no-cache";
        var shown = PictureTypes.IsAllowed(location.ContentType);
        headers.ContentDisposition = FileNames.Disposition(shown ? "inline" : "attachment", location.FileName);
        return TypedResults.Stream(
            file, shown ? location.ContentType : "application/octet-stream", fileDownloadName: null, version.ModifiedAt, version.EntityTag, enableRangeProcessing: true);
    }

    private static ProblemResult Missing(string code, string detail, RenditionLocation location)
    {
        var problem = new ProblemResult(404, code, detail).Problem;
        return new(404, code, detail) { Problem = problem with { State = EnumNames<Contracts.Items.ItemState>.Name(location.State), Stage = location.Stage } };
    }

    private static string NameOf(RenditionKind kind) => kind switch
    {
        RenditionKind.Thumbnail => "thumbnail",
        RenditionKind.Cache => "viewing rendition",
        _ => "original",
    };

    private static string Remedy(RenditionKind kind) =>
        kind is RenditionKind.Original ? "bring it back, then scan its collection" : "retry the picture, and it is made again";
}
