using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Grains.Tests.Running;

namespace MediaPipeline.Grains.Tests.Media;

/// <summary>Titles are embedded as they come, and no text twice.</summary>
public sealed class EmbedTests
{
    private static readonly VectorSpace Space = new("fake@1", VectorKinds.Synopsis);

    [Fact]
    public async Task ATitle_IsLiveWithItsVector()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(FakeCatalogue.Title("1", "Alien", "A crew is hunted."), FakeCatalogue.Title("2", "Brazil"));

        await pipeline.ImportAsync();

        var titles = await pipeline.TitlesAsync();
        titles.Select(title => (title.Title, title.State, title.ContentSignature, title.EmbeddingModel)).ShouldBe(
        [
            ("Alien", ItemState.Live, "signature of Alien: A crew is hunted.", "fake@1"),
            ("Brazil", ItemState.Live, null, null),
        ]);
        titles[0].EmbeddedAt.ShouldNotBeNull();
        (await VectorsAsync(pipeline)).ShouldBe([titles[0].Id]);
        pipeline.Embedder.Texts.ShouldBe(["Alien: A crew is hunted."]);
    }

    [Fact]
    public async Task AText_IsEmbeddedOnce_WhateverTitleHasIt()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Imports:PageSize", "2"));
        pipeline.Catalogue.Add(Enumerable.Range(0, 5).Select(i => FakeCatalogue.Title($"{i}", "Alien", "A crew is hunted.")));

        await pipeline.ImportAsync();

        pipeline.Embedder.Texts.ShouldHaveSingleItem();
        (await VectorsAsync(pipeline)).Count.ShouldBe(5);
        (await pipeline.Reader<IEmbeddingStore>().ListModelsAsync(default)).ShouldBe([new("fake@1", 2, 1, 2, 1)]);
    }

    [Fact]
    public async Task AChangeOfOtherFacts_EmbedsNothing_AnotherSynopsisDoes()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(FakeCatalogue.Title("1", "Alien", "A crew is hunted."));
        await pipeline.ImportAsync();

        pipeline.Catalogue.Records[0] = (FakeCatalogue.Title("1", "Alien", "A crew is hunted.") with { Score = 90 }, []);
        await pipeline.ImportAsync();
        (pipeline.Embedder.Texts.Count, (await FollowAsync(pipeline)).Count).ShouldBe((1, 1));

        pipeline.Catalogue.Records[0] = (FakeCatalogue.Title("1", "Alien", "Seven sleep."), []);
        var job = await pipeline.ImportAsync();

        job.State.ShouldBe(JobState.Completed);
        pipeline.Embedder.Texts.ShouldBe(["Alien: A crew is hunted.", "Alien: Seven sleep."]);
        (await FollowAsync(pipeline)).ShouldHaveSingleItem().Number.ShouldBeGreaterThan(1);
        (await pipeline.TitlesAsync())[0].ContentSignature.ShouldBe("signature of Alien: Seven sleep.");
    }

    [Fact]
    public async Task WhileTheEmbedderIsDown_TitlesWait_AndGoOnByThemselves()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Media:ResourceRetry", "00:00:01"));
        pipeline.Catalogue.Add(FakeCatalogue.Title("1", "Alien", "A crew is hunted."), FakeCatalogue.Title("2", "Brazil"));
        pipeline.Embedder.Down = "Nobody answers: start the endpoint.";
        var job = await pipeline.StartImportAsync();
        var waiting = await pipeline.WaitForJobAsync(job, view => view.State == JobState.Waiting);
        waiting.WaitingFor!.ShouldSatisfyAllConditions(
            closed => closed.Code.ShouldBe("embedderUnavailable"),
            closed => closed.Message.ShouldBe("Nobody answers: start the endpoint."));

        pipeline.Embedder.Down = null;

        (await pipeline.WaitForEndAsync(job)).State.ShouldBe(JobState.Completed);
        (await pipeline.TitlesAsync()).ShouldAllBe(title => title.State == ItemState.Live && title.Tries == 0);
        (await VectorsAsync(pipeline)).Count.ShouldBe(1);
    }

    private static async Task<List<MediaId>> VectorsAsync(PipelineUnderTest pipeline) =>
        [.. (await FollowAsync(pipeline)).Where(change => change.Vector is not null).Select(change => change.Title)];

    private static Task<IReadOnlyList<TitleVector>> FollowAsync(PipelineUnderTest pipeline) =>
        pipeline.Reader<IEmbeddingStore>().FollowAsync(Space, 0, 100, default);
}
