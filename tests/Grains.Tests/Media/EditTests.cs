using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Tests.Running;

namespace MediaPipeline.Grains.Tests.Media;

/// <summary>What a person has set stays, until it is given free.</summary>
public sealed class EditTests
{
    private static readonly MediaId Alien = MediaId.Of("file", "movie", "1");

    [Fact]
    public async Task Edit_LocksTheField_WhateverIsImported_UntilItIsUnlocked()
    {
        await using var pipeline = await StartAsync();
        var title = pipeline.Grains.GetGrain<IMediaGrain>(Alien.Value);

        (await title.Edit(Edit(new MediaFacts { Title = "Alien – Das unheimliche Wesen" }, ["title"]))).Status.ShouldBe(CommandStatus.Done);
        pipeline.Catalogue.Records[0] = (FakeCatalogue.Title("1", "Alien 1", "In space."), []);
        await pipeline.ImportAsync();

        var edited = await pipeline.WaitForTitleAsync(Alien, view => view.State == ItemState.Live);
        (edited.Title, edited.Synopsis).ShouldBe(("Alien – Das unheimliche Wesen", "In space."));
        edited.Locked.ShouldBe(["title"]);
        (await title.Edit(Edit(new MediaFacts(), [], unlock: ["title"]))).Status.ShouldBe(CommandStatus.Done);
        (await pipeline.WaitForTitleAsync(Alien, view => view.State == ItemState.Live)).Title.ShouldBe("Alien 1");
    }

    [Fact]
    public async Task Lock_KeepsWhatIsShown_AndSettingToNothingIsAValue()
    {
        await using var pipeline = await StartAsync();
        var title = pipeline.Grains.GetGrain<IMediaGrain>(Alien.Value);

        await title.Edit(new MediaEdit(new MediaFacts(), ["synopsis"], ["year"], [], null));
        pipeline.Catalogue.Records[0] = (FakeCatalogue.Title("1", "Alien", "In space.") with { Year = 1980 }, []);
        await pipeline.ImportAsync();

        var edited = await pipeline.WaitForTitleAsync(Alien, view => view.State == ItemState.Live);
        (edited.Year, edited.Synopsis).ShouldBe((1979, null));
    }

    [Fact]
    public async Task Edit_OfAnotherRevision_IsRefused()
    {
        await using var pipeline = await StartAsync();

        var refused = await pipeline.Grains.GetGrain<IMediaGrain>(Alien.Value).Edit(Edit(new MediaFacts { Title = "X" }, ["title"]) with { Revision = 9 });

        (refused.Status, refused.Code).ShouldBe((CommandStatus.Conflict, "revisionChanged"));
    }

    [Theory]
    [InlineData("colour", null, null, "unknownField")]
    [InlineData("externalIds", null, null, "unknownField")]
    [InlineData("title", " ", null, "invalidField")]
    [InlineData("year", null, 99_999, "invalidField")]
    public async Task Edit_OfWhatCannotBe_IsRefused(string field, string? title, int? year, string code)
    {
        await using var pipeline = await StartAsync();

        var refused = await pipeline.Grains.GetGrain<IMediaGrain>(Alien.Value).Edit(Edit(new MediaFacts { Title = title, Year = year }, [field]));

        (refused.Status, refused.Code).ShouldBe((CommandStatus.Invalid, code));
    }

    [Fact]
    public async Task Edit_OfAnInvalidTitle_MendsIt()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(FakeCatalogue.Title("1", " "));
        await pipeline.ImportAsync();

        await pipeline.Grains.GetGrain<IMediaGrain>(Alien.Value).Edit(Edit(new MediaFacts { Title = "Alien" }, ["title"]));

        (await pipeline.WaitForTitleAsync(Alien, view => view.State == ItemState.Live)).Title.ShouldBe("Alien");
    }

    [Fact]
    public async Task Sources_SayWhereEachValueIsFrom()
    {
        await using var pipeline = await StartAsync();
        await pipeline.Grains.GetGrain<IMediaGrain>(Alien.Value).Edit(Edit(new MediaFacts { Synopsis = "Mine." }, ["synopsis"]));

        var sources = (await pipeline.Reader<IMediaReader>().FindSourcesAsync(Alien, default)).ShouldNotBeNull();

        sources.Sources.ShouldHaveSingleItem().Key.ShouldBe("file:1");
        sources.Shown["title"].ShouldBe(["file:1"]);
        sources.Shown.Keys.ShouldNotContain("synopsis");
        sources.Edits!.Synopsis.ShouldBe("Mine.");
    }

    private static async Task<PipelineUnderTest> StartAsync()
    {
        var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.Catalogue.Add(FakeCatalogue.Title("1", "Alien") with { Year = 1979 });
        await pipeline.ImportAsync();
        return pipeline;
    }

    private static MediaEdit Edit(MediaFacts values, IReadOnlyList<string> set, IReadOnlyList<string>? unlock = null) => new(values, set, [], unlock ?? [], null);
}
