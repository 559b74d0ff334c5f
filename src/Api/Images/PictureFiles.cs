using MediaPipeline.Api.Access;
using MediaPipeline.Api.Problems;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Api.Images;

/// <summary>Answers with the bytes of a picture, or says why they are not there.</summary>
internal sealed partial class PictureFiles(AccessPolicy access, IArchiveReader archives, ILogger<PictureFiles> logger)
{
    public static TextParameter Version { get; } = new("v", "The hash in the picture's url: with the current one the response may be cached for ever.");

    public async Task<IResult> OpenAsync(HttpContext context, ImageId id, RenditionKind kind, RenditionLocation location)
    {
        context.Response.Headers.ContentSecurityPolicy = "sandbox";
        if (location.AbsolutePath is null)
        {
            return Missing(ProblemCodes.NotRendered,
                $"The {NameOf(kind)} of '{id}' is not there: its state is {EnumNames<Contracts.Items.ItemState>.Name(location.State)}, its last stage "
                    + $"{location.Stage}. GET /api/v1/images/{id} says more.", location);
        }

        return location.Entry is null
            ? Open(context, id, kind, location, location.AbsolutePath)
            : await OpenEntryAsync(context, id, kind, location, location.AbsolutePath, location.Entry);
    }

    /// <summary>The bytes of a file; null when it is not there, or cannot be read, of which the log says why.</summary>
    public IResult? Find(HttpContext context, string id, RenditionLocation? location)
    {
        if (location?.AbsolutePath is not { } path)
        {
            return null;
        }

        context.Response.Headers.ContentSecurityPolicy = "sandbox";
        try
        {
            return Answer(context, location, OpenFile(path));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            LogUnreadable(exception, id, path);
            return null;
        }
    }

    private async Task<IResult> OpenEntryAsync(HttpContext context, ImageId id, RenditionKind kind, RenditionLocation location, string path, string entry)
    {
        try
        {
            return await archives.OpenAsync(path, entry, context.RequestAborted) switch
            {
                ArchiveContent.Opened opened => await AnswerAsync(context, id, location, opened),
                ArchiveContent.Refused refused => Missing(ProblemCodes.ArchiveEntry, refused.Message, location),
                _ => Missing(ProblemCodes.FileGone, $"The original of '{id}' is no longer in its archive: {Remedy(kind)}.", location),
            };
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            LogUnreadable(exception, id.Value, path);
            return Missing(ProblemCodes.FileUnreadable,
                $"The archive of the original of '{id}' cannot be read by the server, whose log says why: {Remedy(kind)}.", location);
        }
    }

    /// <summary>Damage at the start is reported as an error while nothing has been sent.</summary>
    private async Task<IResult> AnswerAsync(HttpContext context, ImageId id, RenditionLocation location, ArchiveContent.Opened opened)
    {
        var start = new byte[(int)Math.Min(opened.Bytes, EntryResult.BlockBytes)];
        try
        {
            await opened.Content.ReadExactlyAsync(start, context.RequestAborted);
        }
        catch (IOException exception)
        {
            await opened.Content.DisposeAsync();
            return Missing(ProblemCodes.ArchiveEntry, exception.Message, location);
        }
        catch
        {
            await opened.Content.DisposeAsync();
            throw;
        }

        var version = FileVersion.Of(location, opened.Bytes, opened.ModifiedAt.UtcDateTime);
        var contentType = SetHeaders(context, location, version);
        return new EntryResult(opened, start, contentType, version, broken => LogCutOff(broken, id.Value, location.AbsolutePath!));
    }

    private IResult Open(HttpContext context, ImageId id, RenditionKind kind, RenditionLocation location, string path)
    {
        try
        {
            return Answer(context, location, OpenFile(path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Missing(ProblemCodes.FileGone, $"The {NameOf(kind)} of '{id}' was there and its file has vanished: {Remedy(kind)}.", location);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            LogUnreadable(exception, id.Value, path);
            return Missing(ProblemCodes.FileUnreadable,
                $"The file of the {NameOf(kind)} of '{id}' cannot be read by the server, whose log says why: {Remedy(kind)}.", location);
        }
    }

    private static FileStream OpenFile(string path) => new(path, new FileStreamOptions
    {
        Share = FileShare.ReadWrite | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    });

    private IResult Answer(HttpContext context, RenditionLocation location, FileStream file)
    {
        var version = FileVersion.Of(location, file.Length, WrittenAt(file, location));
        var contentType = SetHeaders(context, location, version);
        return TypedResults.Stream(file, contentType, fileDownloadName: null, version.ModifiedAt, version.EntityTag, IsRangeOfBytes(context.Request));
    }

    // ASP.NET Core reads a range of any unit as bytes; RFC 9110, 14.2 says to ignore the units that are not known.
    private static bool IsRangeOfBytes(HttpRequest request) =>
        request.GetTypedHeaders().Range is not { } range || range.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase);

    // File systems can hold times before year 1 and after 9999, which .NET cannot express: a scan stores the nearest that it can.
    private static DateTime WrittenAt(FileStream file, RenditionLocation location)
    {
        try
        {
            return File.GetLastWriteTimeUtc(file.SafeFileHandle);
        }
        catch (ArgumentOutOfRangeException)
        {
            return (location.ModifiedAt is { Year: 1 or 9999 } known ? known : DateTimeOffset.MaxValue).UtcDateTime;
        }
    }

    private string SetHeaders(HttpContext context, RenditionLocation location, FileVersion version)
    {
        var keep = version.IsCertain && string.Equals(context.Request.Value(Version), version.Tag, StringComparison.Ordinal);
        var headers = context.Response.Headers;
        headers.CacheControl = keep ? $"{(access.KeyRequired ? "private" : "public")}, max-age=31536000, immutable" : "no-cache";
        var shown = PictureFormat.Standard.Any(format => string.Equals(format.MediaType, location.ContentType, StringComparison.OrdinalIgnoreCase));
        headers.ContentDisposition = ContentDisposition.Of(shown ? "inline" : "attachment", location.FileName);
        return shown ? location.ContentType! : "application/octet-stream";
    }

    private static ProblemResult Missing(string code, string detail, RenditionLocation location)
    {
        var problem = new ProblemResult(404, code, detail).Problem;
        return new(404, code, detail) { Problem = problem with { State = EnumNames<Contracts.Items.ItemState>.Name(location.State), Stage = location.Stage } };
    }

    private static string NameOf(RenditionKind kind) => kind switch
    {
        RenditionKind.Thumbnail => "thumbnail",
        RenditionKind.Viewing => "viewing rendition",
        _ => "original",
    };

    private static string Remedy(RenditionKind kind) =>
        kind is RenditionKind.Original ? "bring it back, then scan its collection" : "reconcile its cache folder, and it is made again";
}
