using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Images;

/// <summary>
/// Sends an entry of an archive, whole: it can only be inflated from its start, so there are no ranges. When it turns out to be damaged, the connection is
/// closed, because the response must not look complete.
/// </summary>
/// <param name="start">Its first bytes, read already.</param>
internal sealed class EntryResult(ArchiveContent.Opened entry, byte[] start, string contentType, FileVersion version, Action<Exception> onBroken) : IResult
{
    public const int BlockBytes = 65_536;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var content = entry.Content;
        var response = httpContext.Response;
        response.Headers.ETag = version.EntityTag.ToString();
        response.GetTypedHeaders().LastModified = version.ModifiedAt;
        if (IsKnown(httpContext.Request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.Headers.AcceptRanges = "none";
        response.ContentType = contentType;
        response.ContentLength = entry.Bytes;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await SendAsync(httpContext, content);
        }
    }

    private async Task SendAsync(HttpContext context, Stream content)
    {
        await context.Response.Body.WriteAsync(start, context.RequestAborted);
        var block = new byte[BlockBytes];
        while (true)
        {
            int length;
            try
            {
                length = await content.ReadAsync(block, context.RequestAborted);
            }
            catch (IOException e)
            {
                onBroken(e);
                context.Abort();
                return;
            }

            if (length == 0)
            {
                return;
            }

            await context.Response.Body.WriteAsync(block.AsMemory(0, length), context.RequestAborted);
        }
    }

    /// <summary>Whether the caller has it (RFC 9110, 13.2.2): by tag, else by time.</summary>
    private bool IsKnown(HttpRequest request) => request.Knows(version.EntityTag)
        ?? (request.GetTypedHeaders().IfModifiedSince is { } since && version.ModifiedAt.ToUnixTimeSeconds() <= since.ToUnixTimeSeconds());
}
