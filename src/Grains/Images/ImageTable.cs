using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Images;

/// <summary>Where pictures are stored.</summary>
public static class ImageTable
{
    public static ItemTable Instance { get; } = new(
        ImageStages.Kind, StateNames.Images, typeof(ImageRecord), ImageRecord.CurrentSchema, id => new ImageRecord { Id = ImageId.FromValidated(id) });
}
