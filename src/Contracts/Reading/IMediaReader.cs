using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Contracts.Reading;

/// <summary>Queries over media titles.</summary>
public interface IMediaReader
{
    Task<MediaView?> FindAsync(MediaId id, CancellationToken cancellationToken);

    /// <summary>Where its values are from.</summary>
    Task<MediaSourcesView?> FindSourcesAsync(MediaId id, CancellationToken cancellationToken);

    /// <summary>Titles that are no part of another one.</summary>
    Task<Page<MediaView>> ListAsync(MediaFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>All of them, by id. What is changed meanwhile is shown as it was or as it is.</summary>
    IAsyncEnumerable<MediaView> ExportAsync(CancellationToken cancellationToken);
}
