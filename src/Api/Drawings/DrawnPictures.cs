using System.Security.Cryptography;
using System.Text.Json;
using MediaPipeline.Api.Images;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Drawings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;

namespace MediaPipeline.Api.Drawings;

/// <summary>
/// Answers with drawings. The tag of one is the hash of its request, so whoever has it is answered without drawing, and a changed picture, name or count is
/// drawn again. A few are drawn at once, because each takes a core and, if it is a contact sheet, up to 60 MB.
/// </summary>
internal sealed class DrawnPictures(IDrawer drawer) : IDisposable
{
    private const int MostAtOnce = 2;
    private const long CacheBytes = 16L << 20;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private readonly MemoryCache _drawn = new(new MemoryCacheOptions { SizeLimit = CacheBytes });
    private readonly SemaphoreSlim _free = new(MostAtOnce);

    public static ChoiceParameter Theme { get; } = new(
        "theme", "Colours of texts and backgrounds, light when left out.", Contracts.EnumNames<DrawingTheme>.All);

    public static DrawingTheme ThemeOf(HttpRequest request) => Theme.Read<DrawingTheme>(request.Value(Theme)) ?? DrawingTheme.Light;

    public async Task<IResult> AnswerAsync(HttpContext context, DrawingRequest request, string fileName)
    {
        var tag = TagOf(request);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox";
        headers.CacheControl = "no-cache";
        headers.ETag = tag.ToString();
        if (context.Request.Knows(tag) is true)
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        headers.ContentDisposition = ContentDisposition.Of("inline", fileName);
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.ContentType = request.MediaType;
            return TypedResults.Empty;
        }

        return TypedResults.Bytes(await DrawAsync(tag.ToString(), request, context.RequestAborted), request.MediaType, entityTag: tag);
    }

    public void Dispose()
    {
        _drawn.Dispose();
        _free.Dispose();
    }

    private async Task<byte[]> DrawAsync(string tag, DrawingRequest request, CancellationToken cancellationToken)
    {
        if (_drawn.TryGetValue(tag, out byte[]? known))
        {
            return known!;
        }

        await _free.WaitAsync(cancellationToken);
        try
        {
            return _drawn.TryGetValue(tag, out byte[]? meanwhile)
                ? meanwhile!
                : Keep(tag, await Task.Run(() => drawer.Draw(request, cancellationToken), cancellationToken));
        }
        finally
        {
            _free.Release();
        }
    }

    private byte[] Keep(string tag, byte[] drawn) =>
        _drawn.Set(tag, drawn, new MemoryCacheEntryOptions { Size = drawn.Length, SlidingExpiration = KeptFor });

    private EntityTagHeaderValue TagOf(DrawingRequest request)
    {
        var described = JsonSerializer.SerializeToUtf8Bytes(new { drawer.Version, request.GetType().Name, Request = (object)request });
        return new('"' + Convert.ToHexStringLower(SHA256.HashData(described).AsSpan(0, 16)) + '"');
    }
}
