using System.Text;

namespace MediaPipeline.Connectors.Tests.Files;

/// <summary>Which files are read. The name of a file does not matter.</summary>
public sealed class FormatTests
{
    private const string Array = """[{"title":"Heat"},{"title":"Ran","year":1985}]""";
    private const string Wrapped = """{"license":{"name":"x"},"pages":[1],"data":[{"title":"Heat"},{"title":"Ran","year":1985}],"more":{"a":[1]},"b":"c"}""";
    private const string Lines = "{\"title\":\"Heat\"}\n\n{\"title\":\"Ran\",\"year\":1985}";
    private const string Csv = "title,year\r\nHeat,\r\n\r\nRan,1985\r\n";

    public static TheoryData<string> Formats =>
        [Array, Wrapped, Lines, Csv, Csv.Replace(',', ';'), Csv.Replace(',', '\t'), Csv.Replace("\r\n", "\r"), $"\n {Array}\n"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task EveryFormat_IsRead(string content) => await ShouldBeReadAsync(Encoding.UTF8.GetBytes(content));

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task EveryFormat_IsReadPacked(string content)
    {
        await ShouldBeReadAsync(Catalogue.Gzip(Encoding.UTF8.GetBytes(content)));
        await ShouldBeReadAsync(Catalogue.Zstandard(Encoding.UTF8.GetBytes(content)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task EveryFormat_IsReadInUtf16_AndWithAByteOrderMark(string content)
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF8 })
        {
            await ShouldBeReadAsync(encoding.GetBytes(content));
            await ShouldBeReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(content)]);
            await ShouldBeReadAsync(Catalogue.Gzip([.. encoding.GetPreamble(), .. encoding.GetBytes(content)]));
        }
    }

    [Fact]
    public async Task APackedFile_OfSeveralParts_IsReadToItsEnd()
    {
        byte[] first = Encoding.UTF8.GetBytes("{\"title\":\"Heat\"}\n"), second = Encoding.UTF8.GetBytes("{\"title\":\"Ran\",\"year\":1985}\n");

        await ShouldBeReadAsync([.. Catalogue.Gzip(first), .. Catalogue.Gzip(second)]);
        await ShouldBeReadAsync([.. Catalogue.Zstandard(first), .. Catalogue.Zstandard(second)]);
    }

    [Fact]
    public async Task FieldsInQuotes_MayHoldSeparatorsQuotesAndLineEnds()
    {
        var records = await Catalogue.ReadAsync(
            "title,synopsis,year\n\"Crouching Tiger, Hidden Dragon\",\"He said \"\"no\"\",\r\nand left.\",2000\n\"\",x,1\nHeat,,1995");

        records[0].Facts!.Title.ShouldBe("Crouching Tiger, Hidden Dragon");
        records[0].Facts!.Synopsis.ShouldBe("He said \"no\", and left.");
        records[2].Facts!.Title.ShouldBe("Heat");
        records[2].Place.ShouldBe("record 3 (line 5)");
    }

    [Fact]
    public async Task After_PassesOverWhatIsKnown()
    {
        foreach (var content in new[] { Array, Wrapped, Lines, Csv })
        {
            var rest = (await Catalogue.ReadAsync(content, after: 1)).ShouldHaveSingleItem();

            rest.Facts!.Title.ShouldBe("Ran");
            rest.Number.ShouldBe(2);
            (await Catalogue.ReadAsync(content, after: 2)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task AnEmptyArray_IsACatalogueWithoutRecords() => (await Catalogue.ReadAsync(" [ ] ")).ShouldBeEmpty();

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \n ", "is empty")]
    [InlineData("<html><body>404</body></html>", "names no column 'title'")]
    [InlineData("a,b\n1,2\n", "names no column 'title'")]
    [InlineData("{\n \"deadEntries\": [\"1\"]\n}", "without an array 'data'")]
    [InlineData("{\"license\":{},\"repository\":\"x\"}\n", "has no records behind its first line")]
    [InlineData("\u0089PNG\n", "names no column 'title'")]
    public async Task WhatIsNoCatalogue_IsRefused(string content, string reason)
    {
        var (records, fault) = await Catalogue.TryReadAsync(content);

        records.ShouldBeEmpty();
        fault.ShouldNotBeNull().Code.ShouldBe("notACatalogue");
        fault.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task AFileThatIsNotThere_IsUnavailable()
    {
        var fault = await Should.ThrowAsync<Grains.Ports.Catalogue.CatalogueFileException>(
            () => Catalogue.Reader().ReadAsync("/not/there.json", "movie", 0, CancellationToken.None).ToListAsync().AsTask());

        fault.Code.ShouldBe("sourceUnavailable");
        fault.Message.ShouldContain("/not/there.json");
    }

    private static async Task ShouldBeReadAsync(byte[] content)
    {
        var records = await Catalogue.ReadAsync(content);

        records.Select(record => record.Number).ShouldBe([1, 2]);
        records.Titles().ShouldBe(["Heat", "Ran"]);
        records[1].Facts!.Year.ShouldBe(1985);
        records.SelectMany(record => record.Faults).ShouldBeEmpty();
    }
}
