using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Imaging.Pool;

/// <summary>What no decoder here reads.</summary>
internal static class MissingFormats
{
    internal static IReadOnlyList<string> Find(IReadOnlyCollection<WorkerDecoder> decoders) =>
        [.. PictureFormat.Standard.Select(format => format.Name).Where(name => !decoders.Any(decoder => decoder.Reads(name)))];
}
