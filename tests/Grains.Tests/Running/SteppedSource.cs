using System.Runtime.CompilerServices;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>A folder that is only a listing, and gives its pictures when the test says: a slow disk.</summary>
internal sealed class SteppedSource(int pictures) : ISourceReader, IDisposable
{
    private static readonly DateTimeOffset Modified = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly SemaphoreSlim _allowed = new(0);

    public void Allow(int count) => _allowed.Release(count);

    public SourceInspection Inspect(string path) => new(SourceStatus.Folder, path);

    public async IAsyncEnumerable<SourceEntry> ListAsync(
        string canonicalPath, CollectionKind kind, string? afterKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 1; number <= pictures; number++)
        {
            // A call to a disk cannot be broken off.
            await _allowed.WaitAsync(CancellationToken.None);
            var path = $"{number}.png";
            yield return new SourceEntry.Picture(NaturalKey.Of(path, null), path, null, 1_000, Modified);
        }
    }

    public void Dispose() => _allowed.Dispose();
}
