using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Grains.Tests.Media;

/// <summary>Titles come in from a catalogue, again and again, and only what has changed is touched.</summary>
public sealed class ImportTests
{
    [Fact]
    public async Task Import_MakesEachRecordALiveTitle()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Movie("1", "Alien"), Movie("2", "Brazil"));

        var job = await pipeline.ImportAsync();

        (job.State, job.Progress.Total).ShouldBe((JobState.Completed, 2));
        job.Import.ShouldBe(new ImportReport(Read: 2, New: 2));
        var titles = await pipeline.TitlesAsync();
        titles.Select(title => (title.Title, title.State, title.Stage)).ShouldBe([("Alien", ItemState.Live, "live"), ("Brazil", ItemState.Live, "live")]);
        titles[0].Stages.Keys.ShouldBe(["raw", "validated", "enriched", "embedded", "live"], ignoreOrder: true);
    }

    [Fact]
    public async Task Import_OfMoreThanAPage_MakesEachRecordOneTitle()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Imports:PageSize", "100"));
        pipeline.Catalogue.Add(Enumerable.Range(0, 450).Select(i => Movie($"{i}", $"Title {i}")));

        var job = await pipeline.ImportAsync();

        (job.State, job.Progress.Total, job.Import!.New).ShouldBe((JobState.Completed, 450, 450));
        (await pipeline.TitlesAsync()).Select(title => title.ExternalId).Distinct().Count().ShouldBe(450);
    }

    [Fact]
    public async Task Import_Again_TouchesOnlyWhatHasChanged()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Movie("1", "Alien"), Movie("2", "Brazil"));
        await pipeline.ImportAsync();
        var before = await pipeline.TitlesAsync();
        pipeline.Catalogue.Records[1] = (Movie("2", "Brazil", "A clerk dreams."), []);

        var job = await pipeline.ImportAsync();

        job.Import.ShouldBe(new ImportReport(Read: 2, Changed: 1, Unchanged: 1));
        (job.Progress.Total, job.Progress.Unchanged).ShouldBe((1, 1));
        var after = await pipeline.TitlesAsync();
        after[0].ShouldBeEquivalentTo(before[0]);
        (after[1].Synopsis, after[1].State, after[1].Id).ShouldBe(("A clerk dreams.", ItemState.Live, before[1].Id));
    }

    [Fact]
    public async Task Import_OfABadRecord_KeepsItWithAllThatIsWrong_AndGoesOn()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Records.Add((Movie("1", "Alien"), [new Fault("invalidRecord", "No year."), new Fault("invalidRecord", "No score.")]));
        pipeline.Catalogue.Records.Add((null, [new Fault("invalidRecord", "It is no object.")]));
        pipeline.Catalogue.Add(Movie("3", " "), Movie("4", "Dune"));

        var job = await pipeline.ImportAsync();

        (job.State, job.Progress.Failed).ShouldBe((JobState.CompletedWithErrors, 3));
        job.Errors.Select(error => (error.Stage, error.Code)).Distinct().ShouldBe([("validated", "invalidRecord")]);
        job.Errors.Select(error => error.Message).ShouldBe(
            ["record 1: No year. No score.", "record 2: It is no object.", "record 3 has no title: give it a field 'title'."], ignoreOrder: true);
        (await pipeline.TitlesAsync()).ShouldContain(title => title.Title == "Dune" && title.State == ItemState.Live);

        (await pipeline.ImportAsync()).Import.ShouldBe(new ImportReport(Read: 4, Unchanged: 4, Invalid: 2), "what is wrong is known");
    }

    [Fact]
    public async Task Import_OfTheSameIdTwice_KeepsIdenticalRecordsOnce_AndShowsTheOtherAsInvalid()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Imports:PageSize", "100"));
        pipeline.Catalogue.Add(Movie("1", "Alien"), Movie("1", "Alien"), Movie("1", "Aliens"));
        pipeline.Catalogue.Add(Enumerable.Range(2, 100).Select(i => Movie($"{i}", $"Title {i}")));
        pipeline.Catalogue.Add(Movie("2", "Title 2"), Movie("2", "Another"));

        var job = await pipeline.ImportAsync();

        (job.State, job.Progress.Total, job.Progress.Failed).ShouldBe((JobState.CompletedWithErrors, 103, 2));
        job.Errors.Select(error => (error.Name, error.Code)).ShouldBe([("Aliens", "duplicateId"), ("Another", "duplicateId")], ignoreOrder: true);
        (await pipeline.ImportAsync()).Progress.Total.ShouldBe(0);
    }

    [Fact]
    public async Task Import_OfAFileThatBreaksOff_TakesWhatCameBefore_AndFails()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Movie("1", "Alien"));
        pipeline.Catalogue.End = new CatalogueFileException("brokenCatalogue", "titles.json breaks off in line 7.");

        var job = await pipeline.ImportAsync();

        (job.State, job.Failure?.Code).ShouldBe((JobState.Failed, "brokenCatalogue"));
        (await pipeline.TitlesAsync()).ShouldHaveSingleItem().State.ShouldBe(ItemState.Live);
    }

    [Fact]
    public async Task Import_WhosePageCouldNotBeStored_TakesAllOfItOnceItCan()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Imports:PageSize", "5"));
        pipeline.Catalogue.Add(Enumerable.Range(0, 12).Select(i => Movie($"{i}", $"Title {i}")));
        pipeline.Stores.FailInserts(2);

        var job = await pipeline.ImportAsync();

        job.Import.ShouldBe(new ImportReport(Read: 12, New: 12));
        (await pipeline.TitlesAsync()).Count.ShouldBe(12);
    }

    [Fact]
    public async Task Import_WithALimit_ReadsNoMore()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Enumerable.Range(0, 10).Select(i => Movie($"{i}", $"Title {i}")));

        var job = await pipeline.ImportAsync(limit: 4);

        job.Import.ShouldBe(new ImportReport(Read: 4, New: 4));
    }

    [Fact]
    public async Task Import_Overwriting_LetsEveryTitleGoThroughItsStagesAgain()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Movie("1", "Alien"));
        await pipeline.ImportAsync();

        var job = await pipeline.ImportAsync(overwrite: true);

        (job.Import, job.Progress.Total).ShouldBe((new ImportReport(Read: 1, Changed: 1), 1));
    }

    [Fact]
    public async Task Import_OfAFileFromWhichTheFirstOfTwoWithOneIdWasTaken_TakesTheOther()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Movie("1", "Alien"), Movie("1", "Aliens"));
        await pipeline.ImportAsync();
        (await pipeline.ImportAsync()).Import.ShouldBe(new ImportReport(Read: 2, Unchanged: 2));
        pipeline.Catalogue.Records.RemoveAt(0);

        await pipeline.ImportAsync();

        (await pipeline.TitlesAsync()).ShouldContain(title => title.Title == "Aliens" && title.State == ItemState.Live);
    }

    [Theory]
    [InlineData("ftp", "/titles.json", "unknownSource")]
    [InlineData("file", null, "pathMissing")]
    [InlineData("file", "titles.json", "invalidPath")]
    [InlineData("file", "/nowhere/titles.json", "pathNotFound")]
    public async Task Import_OfWhatCannotBeRead_IsRefused(string source, string? path, string code)
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();

        var started = await pipeline.Grains.GetGrain<IImportGrain>(0).Start(new ImportPayload(source, Path: path), 5);

        (started.Result.Status, started.Result.Code, started.Jobs.Count).ShouldBe((CommandStatus.Invalid, code, 0));
    }

    [Fact]
    public async Task Export_GivesAllTitlesById()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(Enumerable.Range(0, 30).Select(i => Movie($"{i}", $"Title {i}")));
        await pipeline.ImportAsync();

        var exported = await pipeline.Reader<IMediaReader>().ExportAsync(default).ToListAsync();

        exported.Count.ShouldBe(30);
        exported.Select(title => title.Id.Value).ShouldBeInOrder();
    }

    private static MediaFacts Movie(string id, string title, string? synopsis = null) => FakeCatalogue.Title(id, title, synopsis);
}
