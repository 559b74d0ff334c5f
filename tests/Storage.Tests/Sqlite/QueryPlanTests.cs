using MediaPipeline.Storage.Sqlite;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Sqlite;

/// <summary>No question walks a whole table, but for those that are about the whole table; those walk an index.</summary>
public sealed class QueryPlanTests
{
    private static readonly Questions Sqlite = Questions.Of(new SqliteSyntax());

    public static TheoryData<string> Narrow => [.. Sqlite.Narrow];

    public static TheoryData<string> Paged => [.. Sqlite.Paged];

    public static TheoryData<string> OfAll => [.. Sqlite.OfAll];

    public static TheoryData<string> Counts => [.. Sqlite.Counts];

    public static TheoryData<string, string> Fingerprints =>
        new() { { Sqlite.Images.Fingerprints, "SCAN" }, { Sqlite.Images.FingerprintsOfCollection, "SEARCH" } };

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
        (await ExplainAsync(sql)).Where(ScansATable)
            .ShouldAllBe(step => step.Contains("USING", StringComparison.Ordinal) && step.Contains("INDEX", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task Counts_NeedNoDocumentAndNoSort(string sql)
    {
        (await ExplainAsync(sql)).ShouldHaveSingleItem().ShouldStartWith("SEARCH");
        (await ReadsTheTableAsync(sql)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Fingerprints))]
    public async Task Fingerprints_AreReadFromTheirIndexAlone(string sql, string way)
    {
        (await ExplainAsync(sql)).ShouldHaveSingleItem().ShouldStartWith(way);
        (await ReadsTheTableAsync(sql)).ShouldBeFalse();
    }

    // Its values of columns that were added later come from the index.
    [Fact]
    public async Task WhatAScanCompares_ParsesNoDocument() =>
        (await ExplainAsync("EXPLAIN", Sqlite.Images.Known, row => $"{row.GetString(1)} {row.GetValue(5)}"))
            .ShouldNotContain(step => step.Contains("json", StringComparison.Ordinal));

    // The table of counts has a few rows for each collection.
    private static bool ScansATable(string step) =>
        step.StartsWith("SCAN", StringComparison.Ordinal) && !step.StartsWith("SCAN (", StringComparison.Ordinal)
            && !step.StartsWith("SCAN page", StringComparison.Ordinal)
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
        var parameters = System.Text.RegularExpressions.Regex.Matches(sql, "@[a-z]+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(match => match.Value).Distinct(StringComparer.Ordinal).Select(name => (name, (object?)1L)).ToArray();
        return await host.Database.ReadAsync(session => session.Query($"{explain} {sql}", map, parameters), CancellationToken.None);
    }
}
