using MediaPipeline.Contracts.Collections;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Stages;

/// <summary>Where a picture of a collection lies.</summary>
internal static class PictureSources
{
    public static PictureSource Of(CollectionFacts collection, ImageState image) =>
        new(collection.Kind == CollectionKind.Archive ? collection.Path : Path.Join(collection.Path, image.Path), image.Entry);
}
