using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Api.Tests.Fakes;

/// <summary>Archives in memory: what opening an entry gives is what the test says.</summary>
internal sealed class FakeArchives : IArchiveReader
{
    public Dictionary<(string Path, string Entry), Func<ArchiveContent>> Entries { get; } = [];

    public Task<ArchiveContent> OpenAsync(string archivePath, string entry, CancellationToken cancellationToken) =>
        Task.FromResult(Entries.TryGetValue((archivePath, entry), out var open) ? open() : new ArchiveContent.Gone());

    /// <summary>An entry that turns out damaged once its reader wants more than these bytes, as it says before its last ones.</summary>
    public static ArchiveContent.Opened Damaged(byte[] whole, int good, DateTimeOffset modifiedAt) =>
        new(new DamagedStream(whole[..good]), whole.Length, modifiedAt);

    private sealed class DamagedStream(byte[] good) : MemoryStream(good)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length
                ? base.ReadAsync(buffer, cancellationToken)
                : throw new IOException("comic.cbz/p/1.jpg is damaged: it has another checksum than the archive says.");
    }
}
