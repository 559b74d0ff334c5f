using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Media.Facts;

namespace MediaPipeline.Grains.Tests.Media;

/// <summary>What is shown of what several sources say.</summary>
public sealed class FactPrecedenceTests
{
    private static readonly MediaFacts File = new()
    {
        Source = "file",
        ExternalId = "1",
        Type = "movie",
        Title = "Alien",
        Synopsis = "From the file.",
        Genres = ["horror"],
        Score = 70,
        Adult = true,
    };

    private static readonly MediaFacts Tmdb = new()
    {
        Source = "tmdb",
        ExternalId = "348",
        Type = "movie",
        Title = "Alien!",
        Genres = ["Horror", "Science Fiction"],
        Score = 81,
        Year = 1979,
        Adult = false,
    };

    private static readonly MediaFacts Imdb = new() { Source = "imdb", ExternalId = "tt0078748", Type = "movie", Score = 85 };

    [Fact]
    public void EachValue_IsOfTheFirstSourceThatHasOne_InTheOrderOfTheField()
    {
        var shown = FactPrecedence.Derive([File, Tmdb, Imdb], null, []);

        (shown.Title, shown.Synopsis, shown.Year, shown.Score).ShouldBe(("Alien!", "From the file.", 1979, 85));
        (shown.Source, shown.ExternalId).ShouldBe(("file", "1"), "the one that it was first seen in names it");
    }

    [Fact]
    public void Lists_AreOfAllSources_EachEntryOnce() =>
        FactPrecedence.Derive([File, Tmdb], null, []).Genres.ShouldBe(["Horror", "Science Fiction"]);

    [Fact]
    public void Adult_IsWhatOneSourceMarks() => FactPrecedence.Derive([File, Tmdb], null, []).Adult.ShouldBe(true);

    [Fact]
    public void WhatAPersonHasSet_ComesFirst_AlsoIfItIsNothing()
    {
        var shown = FactPrecedence.Derive([File, Tmdb], new MediaFacts { Title = "Mine" }, ["title", "year"]);

        (shown.Title, shown.Year).ShouldBe(("Mine", null));
    }

    [Fact]
    public void OneSource_IsShownAsItIs() => FactPrecedence.Derive([File], null, []).ShouldBeSameAs(File);
}
