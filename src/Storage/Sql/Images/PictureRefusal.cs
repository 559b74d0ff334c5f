using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>The message about a picture that the database can never store: which one, why, and the remedy.</summary>
internal static class PictureRefusal
{
    private const int Shown = 200;

    public static string? Find(IDocumentDatabase database, SourceEntry.Picture picture) =>
        database.FindRefusal(picture.SortKey, picture.Path, picture.Entry, picture.EntryName, picture.Fault?.Message) is { } why
            ? $"{Name(picture)} is left out: {why}"
            : null;

    private static string Name(SourceEntry.Picture picture) =>
        picture.Entry is { } entry ? $"'{Show(picture.EntryName ?? entry)}' in '{Show(picture.Path)}'" : $"'{Show(picture.Path)}'";

    // The message is stored too, so it must not contain what is refused, nor be too long.
    private static string Show(string name)
    {
        name = name.Replace("\0", "\\0", StringComparison.Ordinal);
        return name.Length <= Shown ? name : name[..(char.IsHighSurrogate(name[Shown - 1]) ? Shown - 1 : Shown)] + "…";
    }
}
