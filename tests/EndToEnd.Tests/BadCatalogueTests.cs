using System.IO.Compression;
using System.Text;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>What is wrong with a catalogue file costs the records that are wrong; each says where it is.</summary>
public sealed class BadCatalogueTests(BadCatalogueTests.SharedServer shared) : IClassFixture<BadCatalogueTests.SharedServer>
{
    private static readonly string ManyGenres = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"genre {i}\""));

    [Fact]
    public async Task BadRecords_FailWithTheirNumber_AndAllOthersAreLive()
    {
        var lines = new StringBuilder()
            .AppendLine("""{"id":"l1","title":"First"}""")
            .AppendLine("""{"id":"l2","title":"Cut off""")
            .AppendLine("""{"id":"l3","title":"Year 0","year":0}""")
            .AppendLine("""{"id":"l4","title":"Year 99999","year":99999}""")
            .AppendLine("""{"id":"l5","title":"No score","score":NaN}""")
            .AppendLine($$"""{"id":"l6","title":"Too many genres","genres":[{{ManyGenres}}]}""")
            .AppendLine($$"""{"id":"l7","title":"Ten megabytes","synopsis":"{{new string('x', 10_000_000)}}"}""")
            .AppendLine("""{"id":"l8","title":"#"}""")
            .AppendLine("""{"id":"a/b?c=d&e#f 🎬","title":"Odd id"}""")
            .AppendLine("""{"id":"l1","title":"First of another"}""")
            .AppendLine("""{"id":"l11","title":"Last"}""");
        var bytes = Encoding.UTF8.GetBytes(lines.ToString());
        bytes[bytes.AsSpan().IndexOf("\"#\""u8) + 1] = 0xE9;

        var job = await ImportAsync("lines.jsonl", bytes);

        job.State.ShouldBe(JobState.CompletedWithErrors);
        job.Import.ShouldBe(new ImportReport(Read: 11, New: 11, Invalid: 7));
        Errors(job).ShouldBe(
            [
                "duplicateId record 10 (line 10): Its id 'l1' is that of an earlier record",
                "invalidRecord record 2 (line 2): The line is no JSON: ",
                "invalidRecord record 3 (line 3): year is '0'; write a year from 1000 to 2999",
                "invalidRecord record 4 (line 4): year is '99999'; write a year from 1000 to 2999",
                "invalidRecord record 5 (line 5): score is 'NaN'; write a number",
                "invalidRecord record 6 (line 6): genres is a list of 10,000; write at most 1,000",
                "invalidRecord record 7 (line 7): The record is longer than 8,000,000 bytes",
                "invalidRecord record 8 (line 8): The record has bytes that are no text in UTF-8",
            ],
            new Beginnings());
        (await LiveAsync(job)).ShouldBe([("First", "l1"), ("Last", "l11"), ("Odd id", "a/b?c=d&e#f 🎬")]);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public async Task ATable_WithAByteOrderMark_LosesTheRowsThatAreTooLongOrTooShort(string encoding)
    {
        var text = $"id,title,synopsis\n{encoding} 1,\"Quotes, \"\"and\"\"\nline ends\",\"one\n\ntwo\"\n2,short\n3,long,x,y\n{encoding} 4,Last,x\n5,\"open,x\n";
        var encoded = Encoding.GetEncoding(encoding);

        var job = await ImportAsync($"{encoding}.csv", [.. encoded.GetPreamble(), .. encoded.GetBytes(text)]);

        Errors(job).ShouldBe(
            [
                "invalidRecord record 2 (line 6): The record has 2 columns, and the header 3",
                "invalidRecord record 3 (line 7): The record has 4 columns, and the header 3",
                "invalidRecord record 5 (line 9): A quote is not closed",
            ],
            new Beginnings());
        (await LiveAsync(job)).ShouldBe([("Last", $"{encoding} 4"), ("Quotes, \"and\" line ends", $"{encoding} 1")]);
    }

    [Fact]
    public async Task ABrokenArray_FailsAtItsLine_AndWhatComesBeforeIsLive()
    {
        var job = await ImportAsync("array.json", [.. """
            [
            {"id":"b1","title":"Before"},
            {"id":"b2" "title":"Broken"},
            {"id":"b3","title":"Behind"}]
            """u8]);

        (job.State, job.Failure?.Code).ShouldBe((JobState.Failed, "brokenCatalogue"));
        job.Failure!.Message.ShouldContain("array.json, line 3: record 2 is no JSON");
        (await LiveAsync(job)).ShouldBe([("Before", "b1")]);
    }

    [Fact]
    public async Task ABomb_FailsBeforeItHasBeenUnpacked_AndWhatComesBeforeIsLive()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write("[{\"id\":\"g1\",\"title\":\"Before the bomb\"},"u8);
            var blanks = Encoding.UTF8.GetBytes(new string(' ', 1_000_000));
            for (var megabyte = 0; megabyte < 150; megabyte++)
            {
                gzip.Write(blanks);
            }
        }

        var job = await ImportAsync("bomb.json.gz", packed.ToArray());

        (job.State, job.Failure?.Code).ShouldBe((JobState.Failed, "catalogueBomb"));
        job.Failure!.Message.ShouldContain("bomb.json.gz, line 1: it unpacks to more than 200 times its length");
        (await LiveAsync(job)).ShouldBe([("Before the bomb", "g1")]);
    }

    private async Task<JobView> ImportAsync(string name, byte[] content)
    {
        var path = shared.Directory[name];
        await File.WriteAllBytesAsync(path, content);
        return await shared.Server.WaitForEndAsync(await shared.Server.StartImportAsync(path));
    }

    private static IEnumerable<string> Errors(JobView job) => job.Errors.Select(error => $"{error.Code} {error.Message}").Order(StringComparer.Ordinal);

    private async Task<IEnumerable<(string?, string)>> LiveAsync(JobView job) => (await shared.Server.TitlesOfAsync(job.Id.Value))
        .Where(title => title.State == ItemState.Live).Select(title => (title.Title, title.ExternalId));

    /// <summary>The program, which all these files are given.</summary>
    public sealed class SharedServer : IAsyncLifetime
    {
        internal TemporaryDirectory Directory { get; } = new();

        internal RunningServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await RunningServer.StartAsync(Directory["data"]);

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            Directory.Dispose();
        }
    }

    /// <summary>Equal where one begins with the other.</summary>
    private sealed class Beginnings : IEqualityComparer<string>
    {
        public bool Equals(string? one, string? other) =>
            one!.StartsWith(other!, StringComparison.Ordinal) || other!.StartsWith(one, StringComparison.Ordinal);

        public int GetHashCode(string text) => 0;
    }
}
