namespace MediaPipeline.Contracts.Drawings;

/// <summary>A picture in a drawing.</summary>
/// <param name="Thumbnail">Null when there is none: then the notice says why.</param>
public sealed record DrawnPicture(string Name, ThumbnailFile? Thumbnail, Notice? Notice);

/// <summary>The file of a thumbnail. Length and time tell its versions apart.</summary>
public sealed record ThumbnailFile(string Path, long Bytes, DateTimeOffset ModifiedAt);
