namespace MediaPipeline.Contracts.Images;

/// <summary>A rendition as callers see it.</summary>
/// <param name="Url">Path on this server with <c>?v={hash}</c>: what it names never changes.</param>
/// <param name="Quality">1 to 100; null where the source was copied.</param>
/// <param name="Recipe">What it was made by; another recipe makes the next scan render again.</param>
public sealed record RenditionView(string Url, int Width, int Height, long Bytes, string Format, int? Quality, string Recipe);
