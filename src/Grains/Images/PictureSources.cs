using MediaPipeline.Contracts.Collections;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Images;

/// <summary>The location of a picture of a collection.</summary>
public static class PictureSources
{
    /// <summary>The file or the archive, absolute. In a collection that is an archive itself the picture's path is only its name.</summary>
    public static string PathOf(CollectionKind kind, string collectionPath, string picturePath) =>
        kind == CollectionKind.Archive ? collectionPath : Path.Join(collectionPath, picturePath);

    internal static PictureSource Of(CollectionFacts collection, ImageRecord image) =>
        new(PathOf(collection.Kind, collection.Path, image.Path), image.Entry, image.EntryName);
}
