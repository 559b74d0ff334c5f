using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains;
using MediaPipeline.Grains.Images;

namespace MediaPipeline.Benchmarks.Storage;

/// <summary>States of pictures as a scan and the stages write them.</summary>
internal static class Pictures
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static JobId Job { get; } = JobId.Create(Epoch);

    public static ImageRecord New(CollectionId collection, int number)
    {
        var path = $"Holidays {number / 50_000}/Day {number / 500 % 100:00}/IMG_{number:0000000}.jpg";
        return new ImageRecord
        {
            Id = ImageId.Of(collection, path, null),
            CollectionId = collection,
            Path = path,
            SortKey = NaturalKey.Of(path, null),
            SourceBytes = 3_456_789 + number,
            SourceModifiedAt = Epoch.AddSeconds(number),
            JobId = Job,
            StageTimes = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { [ImageStages.Discovered] = Epoch },
            History = [new HistoryEntry(Epoch, ImageStages.Discovered, "discovered", null, null, null)],
            EnteredAt = Epoch,
        };
    }

    /// <summary>The next attempt begins: what a grain writes most often.</summary>
    public static ImageRecord Moved(ImageRecord image) => image with
    {
        State = ItemState.Running,
        Attempt = image.Attempt + 1,
        DueAt = Epoch.AddSeconds(image.Attempt),
        EnteredAt = Epoch.AddSeconds(image.Attempt),
    };
}
