using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Api.Tests.Fakes;

/// <summary>The read side of titles, in memory; it remembers what it was last asked.</summary>
internal sealed class FakeMedia : IMediaReader
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Shown = new(StringComparer.Ordinal) { ["title"] = ["file:1"] };

    public List<MediaView> Titles { get; } = [];

    public MediaFilter? Asked { get; private set; }

    public Task<MediaView?> FindAsync(MediaId id, CancellationToken cancellationToken) => Task.FromResult(Titles.Find(title => title.Id == id));

    public Task<MediaSourcesView?> FindSourcesAsync(MediaId id, CancellationToken cancellationToken) => Task.FromResult(
        Titles.Find(title => title.Id == id) is { } title ? new MediaSourcesView(id, title.Revision, [], Shown, title.Locked, null) : null);

    public Task<Page<MediaView>> ListAsync(MediaFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        Asked = filter;
        return Task.FromResult(page.Filled(Titles, Titles.Count, null));
    }

    public IAsyncEnumerable<MediaView> ExportAsync(CancellationToken cancellationToken) => Titles.ToAsyncEnumerable();
}
