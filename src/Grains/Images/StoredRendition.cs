namespace MediaPipeline.Grains.Images;

/// <summary>A rendition on disk.</summary>
/// <param name="Path">Below its cache folder, with <c>/</c>.</param>
/// <param name="Format">jpeg, webp or png.</param>
/// <param name="Quality">Null for a copy.</param>
/// <param name="Hash">Hash of content and recipe: changes whenever the bytes do.</param>
[GenerateSerializer, Immutable, Alias("StoredRendition")]
public sealed record StoredRendition(
    [property: Id(0)] string Path,
    [property: Id(1)] int Width,
    [property: Id(2)] int Height,
    [property: Id(3)] long Bytes,
    [property: Id(4)] string Format,
    [property: Id(5)] int? Quality,
    [property: Id(6)] string Recipe,
    [property: Id(7)] string Hash);
