using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Api.Tests.Fakes;

/// <summary>The read side, in memory; it remembers what it was last asked.</summary>
internal sealed class FakeLibrary : ICollectionReader, IImageReader, IItemReader, IJobReader, ISimilarImageReader
{
    public List<CollectionView> Collections { get; } = [];

    public List<CacheFolderView> Folders { get; } = [];

    public List<ImageView> Images { get; } = [];

    public List<ItemView> Items { get; } = [];

    public List<JobView> Jobs { get; } = [];

    public List<SimilarImage> Similar { get; } = [];

    public List<NearDuplicateGroup> Duplicates { get; } = [];

    public Dictionary<(ImageId Id, RenditionKind Kind), RenditionLocation> Files { get; } = [];

    public ItemFilter? AskedItems { get; private set; }

    public JobFilter? AskedJobs { get; private set; }

    public PageRequest? AskedPage { get; private set; }

    public SimilarRequest? AskedSimilar { get; private set; }

    public (CollectionId Collection, int MaxDistance)? AskedDuplicates { get; private set; }

    /// <summary>Thrown by the next query.</summary>
    public Exception? Failure { get; set; }

    public void Clear()
    {
        Collections.Clear();
        Folders.Clear();
        Images.Clear();
        Items.Clear();
        Jobs.Clear();
        Files.Clear();
        Similar.Clear();
        Duplicates.Clear();
        (AskedItems, AskedJobs, AskedPage, AskedSimilar, AskedDuplicates, Failure) = (null, null, null, null, null, null);
    }

    Task<CollectionView?> ICollectionReader.FindAsync(CollectionId id, CancellationToken cancellationToken) => Found(Collections.Find(view => view.Id == id));

    Task<Page<CollectionView>> ICollectionReader.ListAsync(PageRequest page, CancellationToken cancellationToken) => Paged(Collections, page);

    public Task<CacheFolderView?> FindCacheFolderAsync(CacheFolderId id, CancellationToken cancellationToken) => Found(Folders.Find(view => view.Id == id));

    public Task<Page<CacheFolderView>> ListCacheFoldersAsync(PageRequest page, CancellationToken cancellationToken) => Paged(Folders, page);

    Task<ImageView?> IImageReader.FindAsync(ImageId id, CancellationToken cancellationToken) => Found(Images.Find(view => view.Id == id));

    Task<Page<ImageView>> IImageReader.ListAsync(CollectionId collection, ItemFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        AskedItems = filter;
        return Paged(Images.Where(view => view.CollectionId == collection && (filter.State is null || view.State == filter.State)), page);
    }

    public Task<RenditionLocation?> LocateAsync(ImageId id, RenditionKind kind, CancellationToken cancellationToken) =>
        Found(Files.GetValueOrDefault((id, kind)));

    public Task<IReadOnlyDictionary<ImageId, RenditionLocation>> LocateThumbnailsAsync(IReadOnlyList<ImageId> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<ImageId, RenditionLocation>>(ids.Where(id => Files.ContainsKey((id, RenditionKind.Thumbnail)))
            .ToDictionary(id => id, id => Files[(id, RenditionKind.Thumbnail)]));

    Task<ItemView?> IItemReader.FindAsync(
        string itemId, CancellationToken cancellationToken) => Found(Items.Find(view => string.Equals(view.Id, itemId, StringComparison.Ordinal)));

    Task<Page<ItemView>> IItemReader.ListAsync(ItemFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        AskedItems = filter;
        return Paged(Items.Where(view => filter.State is null || view.State == filter.State), page);
    }

    public Task<Page<ItemView>> ListDeadLettersAsync(PageRequest page, CancellationToken cancellationToken) =>
        Paged(Items.Where(view => view.State is ItemState.Failed or ItemState.Quarantined), page);

    public Task<IReadOnlyList<HistoryEntry>?> GetHistoryAsync(string itemId, CancellationToken cancellationToken) =>
        Found<IReadOnlyList<HistoryEntry>>(Items.Exists(view => string.Equals(view.Id, itemId, StringComparison.Ordinal))
            ? [new HistoryEntry(Samples.Now, ImageStages.Discovered, "discovered", null, null, null)] : null);

    public Task<IReadOnlyList<StageCount>> CountStagesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StageCount>>([new StageCount("image", ImageStages.Live, Images.Count, Samples.Now, 1)]);

    Task<JobView?> IJobReader.FindAsync(JobId id, CancellationToken cancellationToken) => Found(Jobs.Find(view => view.Id == id));

    Task<Page<JobView>> IJobReader.ListAsync(JobFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        AskedJobs = filter;
        return Paged(Jobs, page);
    }

    public Task<SimilarImages?> ListSimilarAsync(ImageView image, SimilarRequest request, CancellationToken cancellationToken)
    {
        AskedSimilar = request;
        return Found(image.PerceptualHash is null ? null : new SimilarImages(Similar, Similar.Count, request.Limit, request.MaxDistance));
    }

    public Task<Page<NearDuplicateGroup>> ListNearDuplicatesAsync(
        CollectionId collection, int maxDistance, PageRequest page, CancellationToken cancellationToken)
    {
        AskedDuplicates = (collection, maxDistance);
        return Paged(Duplicates, page);
    }

    private Task<T?> Found<T>(T? view)
        where T : class => Failure is { } failure ? Task.FromException<T?>(failure) : Task.FromResult(view);

    private Task<Page<T>> Paged<T>(IEnumerable<T> source, PageRequest page)
    {
        AskedPage = page;
        var all = source.ToList();
        return Task.FromResult(new Page<T>(all.Skip((int)Math.Min(page.Offset, int.MaxValue)).Take(page.Size).ToList(), all.Count, page.Number, page.Size));
    }
}
