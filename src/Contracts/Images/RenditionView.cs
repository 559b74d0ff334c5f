namespace MediaPipeline.Contracts.Images;

/// <summary>A rendition as callers see it.</summary>
/// <param name="Url">Path on this server with <c>?v={hash}</c>: the content at that url never changes.</param>
/// <param name="Quality">1 to 100; null where the source was copied.</param>
/// <param name="Recipe">The options that it was rendered with, as a short text; when they change, the next scan renders again.</param>
public sealed record RenditionView(string Url, int Width, int Height, long Bytes, string Format, int? Quality, string Recipe);
