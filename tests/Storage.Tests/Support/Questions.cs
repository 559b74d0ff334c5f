using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage.Documents;
using MediaPipeline.Storage.Sql;
using MediaPipeline.Storage.Sql.Collections;
using MediaPipeline.Storage.Sql.Images;
using MediaPipeline.Storage.Sql.Items;
using MediaPipeline.Storage.Sql.Jobs;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>The questions that are asked of a database, as one engine takes them.</summary>
internal sealed class Questions
{
    private static readonly ItemFilter[] Filters =
    [
        new(State: ItemState.Failed), new(Stage: "live"), new(State: ItemState.Failed, Stage: "probed"), new(Code: "tooLarge"), new(JobId: Some.ScanJob),
        new(CollectionId: Some.Pictures), new(CollectionId: Some.Pictures, State: ItemState.Failed), new(CollectionId: Some.Pictures, Stage: "live"),
        new(CollectionId: Some.Pictures, JobId: Some.ScanJob), new(JobId: Some.ScanJob, State: ItemState.Failed, Stage: "probed", Code: "tooLarge"),
    ];

    private readonly StoredKinds _kinds;
    private readonly CollectionSql _collections;
    private readonly JobSql _jobs;

    private Questions(SqlSyntax syntax)
    {
        _kinds = new StoredKinds(syntax, [ImageTable.Instance], [new KeptCounts("images", ImageCounts.Of)], new DocumentFormat([]));
        Images = new ImageSql(syntax, Items);
        (_collections, _jobs) = (new CollectionSql(syntax), new JobSql(syntax));
    }

    public ImageSql Images { get; }

    /// <summary>About a part of a table.</summary>
    public IEnumerable<string> Narrow => OfItems().Concat(OfPictures()).Concat(OfJobs());

    /// <summary>The rows of a page.</summary>
    public IEnumerable<string> Paged =>
    [
        .. Filters.Where(filter => filter.Code is null).Append(new()).SelectMany(
            filter => new[] { Items.PageRows(Where(filter)), Items.PageRowsAfter(Where(filter)) }),
        Images.PageRowsForwards, Images.PageRowsBackwards, _kinds.DeadLetterRows, _kinds.DeadLetterRowsAfter(_kinds.All[0]),
        Images.InFolder, Images.NamedOfCollection,
    ];

    /// <summary>About a whole table.</summary>
    public IEnumerable<string> OfAll =>
    [
        Items.Stages, Items.Page(Where(new())), Items.Count(Where(new())), Items.Unanswered, Items.CountDeadLetters,
        Items.PageOf(_kinds.DeadLetterRows, StoredKinds.DeadLetterKeys, 0),
        _jobs.Page(new JobFilter()), _collections.Page, _collections.PageOfFolders,
    ];

    public IEnumerable<string> Counts => [Items.TallyOfJob, Items.Verified!, Images.TallyOfCollection, Images.SumOfFolder];

    private ItemSql Items => _kinds.All[0].Sql;

    public static Questions Of(SqlSyntax syntax) => new(syntax);

    private static ItemCondition Where(ItemFilter filter) => new(ImageTable.Instance, filter);

    private IEnumerable<string> OfItems() =>
    [
        Items.Find, Items.ByState, Items.WaitingFor, Items.FirstWait, Items.Due, Items.FailedIn, Items.ErrorsOf, Items.TallyOfJob,
        .. Filters.SelectMany(filter => new[] { Items.Page(Where(filter)), Items.Count(Where(filter)), Items.Matching(Where(filter)) }),
        Items.Matching(Where(new())),
    ];

    private IEnumerable<string> OfPictures() =>
    [
        Images.FindRow, Images.RowOf, Images.Known, Images.SumOfFolder, Images.TallyOfCollection, Images.InFolder, Images.NamedOfCollection,
        Images.NamedOfImage,
        _collections.Find, _collections.FindFolder, _collections.OfFolder, _collections.DueFolders, _collections.PageAfter, _collections.PageOfFoldersAfter,
    ];

    private IEnumerable<string> OfJobs()
    {
        JobFilter[] filters =
        [
            new(Some.ScanType), new(State: JobState.Failed), new(Source: "/a"), new(CollectionId: CollectionId.Of("/a")),
            new(Some.ScanType, JobState.Failed, "/a"),
        ];
        return
        [
            _jobs.Find, _jobs.UnfinishedOfCollection, _jobs.Due,
            .. filters.SelectMany(filter => new[] { _jobs.Page(filter), _jobs.PageAfter(filter), _jobs.Count(filter) }),
        ];
    }
}
