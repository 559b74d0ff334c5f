using System.Text;
using MediaPipeline.Connectors.Files;

namespace MediaPipeline.Connectors.Tests.Files;

/// <summary>What is wrong with a file, and what is read of it nevertheless.</summary>
public sealed class BrokenFileTests
{
    private static readonly CatalogueFileOptions Small = new() { MaxRecordBytes = 1_000 };
    private static readonly string Long = new('x', 100_000);

    [Theory]
    [InlineData("[\n{\"title\":\"Heat\"},\n{\"title\":\"Ran\" \"year\":1985},\n{\"title\":\"Up\"}]", 3)]
    [InlineData("[\n{\"title\":\"Heat\"},\n{\"title\":\n\"Ran},\n{\"title\":\"Up\"}]", 4)]
    [InlineData("[\n{\"title\":\"Heat\"}\n{\"title\":\"Ran\"}]", 3)]
    [InlineData("[\n{\"title\":\"Heat\"},\n,{\"title\":\"Ran\"}]", 3)]
    [InlineData("[\n{\"title\":\"Heat\"},\n]", 3)]
    [InlineData("[\n{\"title\":\"Heat\"},\n{\"title\":[1}}]", 3)]
    [InlineData("[\n{\"title\":\"Heat\"},\n{\"title\":\"Ra", 3)]
    [InlineData("[\n{\"title\":\"Heat\"}\n", 3)]
    [InlineData("[\n{\"title\":\"Heat\"}]\n\n[]", 4)]
    [InlineData("{\"data\":[\n{\"title\":\"Heat\"}]\n", 3)]
    [InlineData("{\"data\":[\n{\"title\":\"Heat\"}],\n\"x\":tru", 3)]
    public async Task ABrokenArray_EndsAtTheLine_AndWhatComesBeforeIsRead(string content, int line)
    {
        var (records, fault) = await Catalogue.TryReadAsync(content);

        records.Titles().ShouldBe(["Heat"]);
        fault.ShouldNotBeNull().Code.ShouldBe("brokenCatalogue");
        fault.Message.ShouldContain($", line {line}: ");
    }

    [Fact]
    public async Task ABrokenLine_IsInvalid_AndTheNextIsRead()
    {
        var records = await Catalogue.ReadAsync("{\"title\":\"Heat\"}\n{\"title\":\"Ran\n{\"title\":\"Up\"}\n\"Jaws\"\n[1]\n{\"title\":\"Big");

        records.Titles().ShouldBe(["Heat", null, "Up", null, null, null]);
        records[1].Place.ShouldBe("record 2 (line 2)");
        records[1].Faults.ShouldHaveSingleItem().Message.ShouldStartWith("The line is no JSON: ");
        records[3].Faults.ShouldHaveSingleItem().Message.ShouldBe("The record is a text; write an object.");
        records[5].Faults.ShouldHaveSingleItem().Code.ShouldBe("invalidRecord");
    }

    [Fact]
    public async Task AFirstLineThatIsBroken_IsInvalid_AndTheNextIsRead() =>
        (await Catalogue.ReadAsync("{\"title\":\"Heat\n{\"title\":\"Up\"}\n")).Titles().ShouldBe([null, "Up"]);

    [Fact]
    public async Task AnotherNumberOfColumns_IsInvalid_AndTheNextIsRead()
    {
        var records = await Catalogue.ReadAsync("title,year\nHeat,1995,US\nRan\nUp,2009\nHe said \"no\",2001\nJaws,1975\n");

        records.Titles().ShouldBe([null, null, "Up", "He said \"no\"", "Jaws"]);
        records[0].Faults.ShouldHaveSingleItem().Message.ShouldBe("The record has 3 columns, and the header 2; put fields with ',' or line ends into quotes.");
        records[1].Place.ShouldBe("record 2 (line 3)");
    }

    [Fact]
    public async Task AQuoteThatIsNotClosed_IsInvalid()
    {
        var records = await Catalogue.ReadAsync("title,year\nUp,2009\n\"Heat,1995\nRan,1985\n");

        records.Titles().ShouldBe(["Up", null]);
        records[1].Faults.ShouldHaveSingleItem().Message.ShouldContain("A quote is not closed");
    }

    [Theory]
    [InlineData("[{\"title\":\"Heat\"},{\"title\":\"#\"},{\"title\":\"Up\"}]")]
    [InlineData("{\"title\":\"Heat\"}\n{\"title\":\"#\"}\n{\"title\":\"Up\"}")]
    [InlineData("title\nHeat\n#\nUp\n")]
    public async Task BytesThatAreNoUtf8_AreAFaultOfTheirRecord(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        bytes[Array.IndexOf(bytes, (byte)'#')] = 0xE9;

        var records = await Catalogue.ReadAsync(bytes);

        records.Titles().ShouldBe(["Heat", null, "Up"]);
        records[1].Faults.ShouldHaveSingleItem().Message.ShouldContain("no text in UTF-8");
    }

    [Fact]
    public async Task HalfOfACharacterInUtf16_IsAFaultOfItsRecord()
    {
        var bytes = Encoding.Unicode.GetBytes("[{\"title\":\"Heat\"},{\"title\":\"#\"},{\"title\":\"Up\"}]");
        bytes[Array.IndexOf(bytes, (byte)'#') + 1] = 0xD8;

        (await Catalogue.ReadAsync(bytes)).Titles().ShouldBe(["Heat", null, "Up"]);
    }

    [Fact]
    public async Task HalfOfACharacterByItsNumber_IsAFaultOfItsField()
    {
        var faults = await Catalogue.FaultsAsync("""{"title":"Heat","synopsis":"\ud83d","genres":["\ud83d"],"\ud83d":1}""");

        faults.Count.ShouldBe(2);
        faults[0].ShouldBe("synopsis is a text with half of a character; write text.");
    }

    [Theory]
    [InlineData("[{\"title\":\"Heat\"},{\"title\":\"#\"},{\"title\":\"Up\"}]")]
    [InlineData("[{\"title\":\"Heat\"},\"#\",{\"title\":\"Up\"}]")]
    [InlineData("{\"data\":[{\"title\":\"Heat\"},{\"title\":\"\\\"#}\"},{\"title\":\"Up\"}]}")]
    [InlineData("{\"title\":\"Heat\"}\n{\"title\":\"#\"}\n{\"title\":\"Up\"}")]
    [InlineData("title\nHeat\n#\nUp\n")]
    [InlineData("title\nHeat\n\"#\n\"\"\"\nUp\n")]
    public async Task ARecordThatIsTooLong_IsInvalid_AndTheNextIsRead(string content)
    {
        var records = await Catalogue.ReadAsync(content.Replace("#", Long), options: Small);

        records.Titles().ShouldBe(["Heat", null, "Up"]);
        records[1].Faults.ShouldHaveSingleItem().Message.ShouldContain("longer than 1,000 bytes");
        records[1].Faults[0].Message.ShouldContain("CatalogueFiles:MaxRecordBytes");
    }

    [Fact]
    public async Task ARecordOfTenMegabytes_IsInvalidByDefault()
    {
        var records = await Catalogue.ReadAsync($$"""[{"title":"Heat"},{"title":"{{new string('x', 10_000_000)}}"},{"title":"Up"}]""");

        records.Titles().ShouldBe(["Heat", null, "Up"]);
    }

    [Fact]
    public async Task ARecordThatLooksTooLong_BecauseItIsBroken_IsBroken()
    {
        var (records, fault) = await Catalogue.TryReadAsync($$"""[{"title":"Heat"},{"title" "Ran"}, [ [ "{{Long}}", {"title":"Up"}]""", Small);

        records.Titles().ShouldBe(["Heat"]);
        fault.ShouldNotBeNull().Code.ShouldBe("brokenCatalogue");
    }

    [Fact]
    public async Task ADeepRecord_IsInvalid_AndTheNextIsRead()
    {
        var deep = $$"""{"x":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";

        (await Catalogue.ReadAsync($$"""[{"title":"Heat"},{{deep}},{"title":"Up"}]""")).Titles().ShouldBe(["Heat", null, "Up"]);
        (await Catalogue.ReadAsync($$"""
            {"title":"Heat"}
            {{deep}}
            {"title":"Up"}
            """)).Titles().ShouldBe(["Heat", null, "Up"]);
    }

    [Fact]
    public async Task NaN_AsPythonWritesIt_IsAFaultOfItsRecordOnly()
    {
        const string Content = """[{"title":"Heat","score":NaN},{"title":"NaN, \"Infinity\"","votes":-Infinity},{"title":"Up","unknown":NaN}]""";

        var records = await Catalogue.ReadAsync(Content);

        records.Titles().ShouldBe(["Heat", "NaN, \"Infinity\"", "Up"]);
        records[0].Faults.ShouldHaveSingleItem().Message.ShouldStartWith("score is 'NaN'; write a number");
        records[1].Faults.ShouldHaveSingleItem().Message.ShouldStartWith("votes is '-Infinity'; write a number");
        records[2].Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task AFileThatIsCutOff_OrDamaged_IsBroken_AndWhatComesBeforeIsRead()
    {
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 50_000).Select(i => $"{{\"title\":\"Film {i * 7919L % 50_021}\"}}\n")));
        foreach (var packed in new[] { Catalogue.Gzip(lines), Catalogue.Zstandard(lines) })
        {
            var (records, fault) = await Catalogue.TryReadAsync(packed[..(packed.Length / 2)]);

            records.Count.ShouldBeGreaterThan(100);
            records.SelectMany(record => record.Faults).ShouldBeEmpty();
            fault.ShouldNotBeNull().Code.ShouldBe("brokenCatalogue");
        }
    }

    [Fact]
    public async Task ABomb_IsNoticedByItsRatio()
    {
        var bomb = Catalogue.Gzip(Encoding.UTF8.GetBytes($"[{new string(' ', 20_000_000)}]"));

        var (_, fault) = await Catalogue.TryReadAsync(bomb, options: new() { RatioFromBytes = 1_000_000 });

        fault.ShouldNotBeNull().Code.ShouldBe("catalogueBomb");
        fault.Message.ShouldContain("CatalogueFiles:MaxRatio");
    }

    [Fact]
    public async Task ABomb_IsNoticedByItsLength()
    {
        var records = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"title\":\"Heat\"}\n", 100_000)));

        var (read, fault) = await Catalogue.TryReadAsync(Catalogue.Zstandard(records), options: new() { MaxUnpackedBytes = 1_000_000 });

        read.ShouldNotBeEmpty();
        fault.ShouldNotBeNull().Code.ShouldBe("catalogueBomb");
        fault.Message.ShouldContain("CatalogueFiles:MaxUnpackedBytes");
    }
}
