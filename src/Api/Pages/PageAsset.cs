using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace MediaPipeline.Api.Pages;

/// <summary>A file of the web page, embedded in the assembly.</summary>
internal sealed class PageAsset
{
    private PageAsset(string name, string contentType)
    {
        Name = name;
        ContentType = contentType;
        Content = Read(name);
        EntityTag = new EntityTagHeaderValue('"' + Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 16)) + '"');
    }

    public static PageAsset Index { get; } = new("index.html", "text/html; charset=utf-8");

    public static PageAsset KeyForm { get; } = new("key.html", "text/html; charset=utf-8");

    public static IReadOnlyList<PageAsset> All { get; } =
    [
        Index,
        KeyForm,
        new("app.js", "text/javascript; charset=utf-8"),
        new("key.js", "text/javascript; charset=utf-8"),
        new("app.css", "text/css; charset=utf-8"),
        new("icon.svg", "image/svg+xml"),
    ];

    public string Name { get; }

    public string ContentType { get; }

    public byte[] Content { get; }

    public EntityTagHeaderValue EntityTag { get; }

    public bool IsPage => Name.EndsWith(".html", StringComparison.Ordinal);

    private static byte[] Read(string name)
    {
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream(
            name) ?? throw new InvalidOperationException($"The file '{name}' of the page is not in the assembly.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
