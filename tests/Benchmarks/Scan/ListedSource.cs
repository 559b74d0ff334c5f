using System.Runtime.CompilerServices;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Grains;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Benchmarks.Scan;

/// <summary>A folder that is only a listing: so many pictures, 1,000 to a subfolder, in natural order.</summary>
internal sealed class ListedSource(int pictures) : ISourceReader
{
    public const string Path = "/listed";

    private const int PicturesPerFolder = 1_000;
    private static readonly DateTimeOffset Modified = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public SourceInspection Inspect(string path) => new(SourceStatus.Folder, path);

    public async IAsyncEnumerable<SourceEntry> ListAsync(
        string canonicalPath, CollectionKind kind, string? afterKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        for (var number = 0; number < pictures; number++)
        {
            var path = $"Holidays {number / PicturesPerFolder}/IMG_{number % PicturesPerFolder:0000}.jpg";
            var key = NaturalKey.Of(path, null);
            if (afterKey is null || NaturalKey.Compare(key, afterKey) > 0)
            {
                yield return new SourceEntry.Picture(key, path, null, 3_456_789 + number, Modified);
            }
        }
    }
}
