using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Storage.Sql.Collections;
using MediaPipeline.Storage.Sql.Images;
using MediaPipeline.Storage.Sql.Jobs;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Sqlite;

/// <summary>No question walks a whole table, but for those that are about the whole table; those walk an index.</summary>
public sealed class QueryPlanTests
{
    private static readonly ItemFilter[] Filters =
    [
        new(State: ItemState.Failed), new(Stage: "live"), new(State: ItemState.Failed, Stage: "probed"), new(Code: "tooLarge"), new(JobId: Some.ScanJob), new(CollectionId: Some.Pictures),
        new(CollectionId: Some.Pictures, State: ItemState.Failed), new(CollectionId: Some.Pictures, Stage: "live"), new(CollectionId: Some.Pictures, JobId: Some.ScanJob),
        new(JobId: Some.ScanJob, State: ItemState.Failed, Stage: "probed", Code: "tooLarge"),
    ];

    public static TheoryData<string> Narrow => [.. ImageQuestions().Concat(JobQuestions())];

    public static TheoryData<string> Paged => [.. Filters.Where(filter => filter.Code is null).Select(filter => ImageSql.PageRows(ImageFilter.Of(filter)!)), ImageSql.PageRowsForwards, ImageSql.PageRowsBackwards, ImageSql.DeadRows, ImageSql.InFolder, NamedRows.OfCollection];

    public static TheoryData<string> OfAll =>
    [
        ImageSql.Stages, ImageSql.Page(ImageFilter.Of(new ItemFilter())!), ImageSql.Count(ImageFilter.Of(new ItemFilter())!), ImageSql.CountDead, ImageSql.Dead, JobSql.Page(new JobFilter()),
        CollectionSql.Page, CollectionSql.PageOfFolders,
    ];

    [Theory]
    [MemberData(nameof(Narrow))]
    public async Task Narrow_SearchesAnIndex(string sql) => (await ExplainAsync(sql)).ShouldNotContain(step => ScansATable(step), sql);

    [Theory]
    [MemberData(nameof(Paged))]
    public async Task Page_TakesTheOrderOfItsIndex(string sql) =>
        (await ExplainAsync(sql)).ShouldHaveSingleItem().ShouldContain("INDEX images_");

    [Theory]
    [MemberData(nameof(OfAll))]
    public async Task WholeTable_WalksAnIndexOnly(string sql) =>
        (await ExplainAsync(sql)).Where(ScansATable).ShouldAllBe(step => step.Contains("USING", StringComparison.Ordinal) && step.Contains("INDEX", StringComparison.Ordinal));

    [Theory]
    [InlineData(nameof(ImageTallies.JobSql))]
    [InlineData(nameof(ImageTallies.CollectionSql))]
    [InlineData(nameof(ImageSql.SumOfFolder))]
    public async Task Counts_NeedNoDocumentAndNoSort(string name)
    {
        var sql = name switch { nameof(ImageTallies.JobSql) => ImageTallies.JobSql, nameof(ImageTallies.CollectionSql) => ImageTallies.CollectionSql, _ => ImageSql.SumOfFolder };

        (await ExplainAsync(sql)).ShouldHaveSingleItem().ShouldStartWith("SEARCH");
        (await ReadsTheTableAsync(sql)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(FingerprintRows.OfAll, "SCAN")]
    [InlineData(FingerprintRows.OfCollection, "SEARCH")]
    public async Task Fingerprints_AreReadFromTheirIndexAlone(string sql, string way)
    {
        (await ExplainAsync(sql)).ShouldHaveSingleItem().ShouldStartWith(way);
        (await ReadsTheTableAsync(sql)).ShouldBeFalse();
    }

    private static IEnumerable<string> ImageQuestions() =>
    [
        ImageSql.Find, ImageSql.FindRow, ImageSql.RowOf, ImageSql.Known, ImageSql.ByState, ImageSql.WaitingFor, ImageSql.FirstWait, ImageSql.Due, ImageSql.SumOfFolder, ImageSql.FailedIn,
        ImageSql.ErrorsOf, ImageTallies.JobSql, ImageTallies.CollectionSql, CollectionSql.Find, CollectionSql.FindFolder, CollectionSql.OfFolder, CollectionSql.DueFolders,
        ImageSql.InFolder, NamedRows.OfCollection, NamedRows.OfImage,
        .. Filters.SelectMany(filter => new[] { ImageSql.Page(ImageFilter.Of(filter)!), ImageSql.Count(ImageFilter.Of(filter)!), ImageSql.Matching(ImageFilter.Of(filter)!) }),
        ImageSql.Matching(ImageFilter.Of(new ItemFilter())!),
    ];

    private static IEnumerable<string> JobQuestions()
    {
        JobFilter[] filters = [new("scanCollection"), new(State: JobState.Failed), new(Source: "/a"), new(CollectionId: CollectionId.Of("/a")), new("scanCollection", JobState.Failed, "/a")];
        return [JobSql.Find, JobSql.UnfinishedOfCollection, JobSql.Due, .. filters.SelectMany(filter => new[] { JobSql.Page(filter), JobSql.Count(filter) })];
    }

    // The table of counts has a few rows for each collection.
    private static bool ScansATable(string step) =>
        step.StartsWith("SCAN", StringComparison.Ordinal) && !step.StartsWith("SCAN (", StringComparison.Ordinal) && !step.StartsWith("SCAN page", StringComparison.Ordinal)
        && !step.Contains("CONSTANT ROW", StringComparison.Ordinal) && !step.Contains("image_counts", StringComparison.Ordinal);

    private static Task<List<string>> ExplainAsync(string sql) => ExplainAsync("EXPLAIN QUERY PLAN", sql, row => row.GetString(3));

    // SQLite does not call an index covering where columns are generated, but then never makes the seek that it defers.
    private static async Task<bool> ReadsTheTableAsync(string sql)
    {
        var steps = await ExplainAsync("EXPLAIN", sql, row => (Code: row.GetString(1), First: row.GetInt64(2), Third: row.GetInt64(4)));
        var table = steps.Single(step => step.Code is "DeferredSeek").Third;
        return steps.Exists(step => step.Code is "Column" && step.First == table);
    }

    private static async Task<List<T>> ExplainAsync<T>(string explain, string sql, Func<System.Data.Common.DbDataReader, T> map)
    {
        await using var host = new StorageHost();
        var parameters = System.Text.RegularExpressions.Regex.Matches(sql, @"\$[a-z]+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(match => match.Value).Distinct(StringComparer.Ordinal).Select(name => (name, (object?)1L)).ToArray();
        return await host.Database.ReadAsync(session => session.Query($"{explain} {sql}", map, parameters), CancellationToken.None);
    }
}
