using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Reading;

/// <summary>Queries over items of every kind.</summary>
public interface IItemReader
{
    Task<ItemView?> FindAsync(string itemId, CancellationToken cancellationToken);

    Task<Page<ItemView>> ListAsync(ItemFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Failed and quarantined ones, the latest first.</summary>
    Task<Page<ItemView>> ListDeadLettersAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>The history since its discovery; null when there is no such item.</summary>
    Task<IReadOnlyList<HistoryEntry>?> GetHistoryAsync(string itemId, CancellationToken cancellationToken);

    Task<IReadOnlyList<StageCount>> CountStagesAsync(CancellationToken cancellationToken);
}
