namespace MediaPipeline.Contracts.Drawings;

/// <summary>A picture to be drawn. Everything that shows in it is named here: equal requests give equal pictures.</summary>
public abstract record DrawingRequest(DrawingTheme Theme)
{
    /// <summary>Media type of the encoded picture.</summary>
    public abstract string MediaType { get; }
}

/// <summary>One to four thumbnails in a square, with transparent gaps.</summary>
/// <param name="Pictures">At most <see cref="MostPictures"/>.</param>
/// <param name="WhenEmpty">Shown when there are no pictures.</param>
/// <param name="Side">Pixels.</param>
/// <param name="Theme">Shows only where a notice does.</param>
public sealed record CoverRequest(IReadOnlyList<DrawnPicture> Pictures, Notice WhenEmpty, int Side, DrawingTheme Theme) : DrawingRequest(Theme)
{
    /// <summary>How many pictures a cover shows.</summary>
    public const int MostPictures = 4;

    public override string MediaType => "image/webp";
}

/// <summary>Thumbnails in rows under a title, with their names below them.</summary>
/// <param name="Subtitle">Counts, in smaller letters.</param>
/// <param name="WhenEmpty">Shown when there are no pictures.</param>
public sealed record ContactSheetRequest(
    string Title, string Subtitle, IReadOnlyList<DrawnPicture> Pictures, Notice WhenEmpty, int Columns, DrawingTheme Theme) : DrawingRequest(Theme)
{
    /// <summary>A WebP ends at 16,383 pixels, and one column of many pictures is longer.</summary>
    public override string MediaType => "image/jpeg";
}

/// <summary>What stands for a thumbnail that does not exist, and says why.</summary>
public sealed record PlaceholderRequest(string Name, Notice Notice, DrawingTheme Theme) : DrawingRequest(Theme)
{
    public override string MediaType => "image/webp";
}
