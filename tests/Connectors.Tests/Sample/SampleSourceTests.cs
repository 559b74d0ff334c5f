using MediaPipeline.Connectors.Sample;
using MediaPipeline.Connectors.Tests.Files;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Tests.Sample;

/// <summary>The sample catalogue that ships with the program.</summary>
public sealed class SampleSourceTests
{
    private static readonly SampleSource Sample = new(Catalogue.Reader());

    [Fact]
    public async Task EachFilm_HasAllThatATitleIsFoundBy_AndNoFault()
    {
        var page = await Sample.ReadAsync(new SourceQuery("movie"), cursor: null, CancellationToken.None);

        page.Next.ShouldBeNull();
        page.Records.Count.ShouldBe(323);
        page.Records.SelectMany(record => record.Faults).ShouldBeEmpty();
        page.Records.ShouldAllBe(record => record.Facts!.Source == "sample" && record.Facts.Type == "movie" && record.Facts.Year != null
            && record.Facts.Synopsis != null && record.Facts.Genres.Count > 0 && record.Facts.Cast.Count > 0);
        page.Records.Select(record => record.Facts!.ExternalId).ShouldBeUnique();
        var film = page.Records.Select(record => record.Facts!).Single(facts => facts.ExternalId == "Groundhog_Day_(film)");
        (film.Title, film.Year).ShouldBe(("Groundhog Day", 1993));
        film.Genres.ShouldBe(["Comedy", "Fantasy"]);
    }

    [Fact]
    public void AList_IsRefused() => Sample.FindRefusal(new SourceQuery("movie", "popular")).ShouldNotBeNull().Code.ShouldBe("unknownList");
}
