using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Media.Embed;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Conformance;

/// <summary>Vectors of texts are kept by signature, model and kind; titles refer to them.</summary>
public abstract class EmbeddingConformance : StoreConformance
{
    private static readonly VectorSpace Small = new("small@1", VectorKinds.Synopsis), Large = new("large@1", VectorKinds.Synopsis);
    private static readonly MediaId Alien = Some.Title("Alien").Id, Dune = Some.Title("Dune").Id;

    private IEmbeddingStore Vectors => Store.Get<IEmbeddingStore>();

    [StoreFact]
    public async Task AddAsync_KeepsVectors_ByModelAndKind()
    {
        await Vectors.AddAsync(Small, [("a", [0.6f, -0.8f]), ("b", [1, 0])], None);
        await Vectors.AddAsync(Large, [("a", [0, 0, 1])], None);

        var small = await Vectors.ReadAsync(Small, ["a", "b", "c"], None);
        small.Keys.ShouldBe(["a", "b"], ignoreOrder: true);
        small["a"].ShouldBe([0.6f, -0.8f]);
        small["b"].ShouldBe([1, 0]);
        (await Vectors.ReadAsync(Large, ["a", "b"], None)).ShouldHaveSingleItem().Value.ShouldBe([0, 0, 1]);
        (await Vectors.ReadAsync(Small with { Kind = "image" }, ["a"], None)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task AddAsync_OfATextThatHasOne_ChangesNothing()
    {
        await Vectors.AddAsync(Small, [("a", [1, 0])], None);

        await Vectors.AddAsync(Small, [("a", [0, 1]), ("b", [0, 1])], None);

        (await Vectors.ReadAsync(Small, ["a"], None))["a"].ShouldBe([1, 0]);
        (await Vectors.FindAsync(Small, ["a", "b"], None)).ShouldBe(["a", "b"], ignoreOrder: true);
    }

    [StoreFact]
    public async Task FindAsync_OfAPageOfTexts_GivesThoseThatHaveAVector()
    {
        var kept = Signatures(500).Where((_, i) => i % 3 > 0).ToList();
        await Vectors.AddAsync(Small, [.. kept.Select(signature => (signature, new float[] { 1 }))], None);

        (await Vectors.FindAsync(Small, Signatures(500), None)).ShouldBe(kept, ignoreOrder: true);
        (await Vectors.FindAsync(Small, [], None)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task ListModelsAsync_CountsWhatIsKept_AndWhatWasFound()
    {
        await Vectors.AddAsync(Small, [("a", [1, 0]), ("b", [1, 0])], None);
        await Vectors.AddAsync(Large, [("a", [0, 0, 1])], None);
        await Vectors.FindAsync(Small, ["a", "b", "c"], None);
        await Vectors.FindAsync(Small, ["a"], None);

        (await Vectors.ListModelsAsync(None)).ShouldBe([new("large@1", 3, 1, 0, 0), new("small@1", 2, 2, 3, 1)]);
    }

    [StoreFact]
    public async Task FollowAsync_GivesEachChangeOnce_InItsOrder()
    {
        await Vectors.AddAsync(Small, [("a", [1, 0]), ("d", [0, 1])], None);
        await Vectors.AssignAsync(Small.Kind, [(Alien, "a"), (Dune, "d")], None);
        var first = await Vectors.FollowAsync(Small, 0, 10, None);
        first.Select(change => (change.Title, change.Vector![0], change.Vector[1])).ShouldBe([(Alien, 1, 0), (Dune, 0, 1)]);

        await Vectors.AssignAsync(Small.Kind, [(Alien, null)], None);
        await Vectors.AssignAsync(Small.Kind, [(Dune, "a")], None);

        var next = await Vectors.FollowAsync(Small, first[^1].Number, 10, None);
        next.Select(change => (change.Title, change.Vector is null)).ShouldBe([(Alien, true), (Dune, false)]);
        (await Vectors.FollowAsync(Small, next[^1].Number, 10, None)).ShouldBeEmpty();
        (await Vectors.FollowAsync(Small, 0, 1, None)).ShouldHaveSingleItem().Title.ShouldBe(Alien);
        (await Vectors.FindAssignedAsync(Small.Kind, [Alien, Dune, Some.Title("Brazil").Id], None)).ShouldBe(
            new Dictionary<MediaId, string?> { [Alien] = null, [Dune] = "a" }, ignoreOrder: true);
    }

    [StoreFact]
    public async Task FollowAsync_WhileManyAreWritten_MissesNone()
    {
        var titles = Enumerable.Range(0, 40).Select(i => Some.Title($"Title {i}").Id).ToList();
        var seen = new List<TitleVector>();

        var writes = Task.WhenAll(titles.Select(title => Vectors.AssignAsync(Small.Kind, [(title, "a")], None)));
        while (!writes.IsCompleted || seen.Count < titles.Count)
        {
            var areWritten = writes.IsCompleted;
            var more = await Vectors.FollowAsync(Small, seen.LastOrDefault()?.Number ?? 0, 7, None);
            (areWritten && more.Count == 0).ShouldBeFalse("some were missed");
            seen.AddRange(more);
        }

        seen.Select(change => change.Title).ShouldBe(titles, ignoreOrder: true);
    }

    [StoreFact]
    public async Task InsertAsync_OfTitlesThatAreEmbedded_AssignsTheirTexts()
    {
        var alien = Some.Title("Alien") with { Embedding = new TitleEmbedding(Small.Model, "a") };
        await Vectors.AddAsync(Small, [("a", [1, 0])], None);

        await Store.Get<IMediaStore>().InsertAsync([new NewTitle(alien, []), new NewTitle(Some.Title("Dune"), [])], None);

        (await Vectors.FollowAsync(Small, 0, 10, None)).ShouldHaveSingleItem().Title.ShouldBe(alien.Id);
    }

    [StoreFact]
    public async Task CleanAsync_DeletesWhatWasNotUsed_ButNotByWhatATitleIsFound()
    {
        await Vectors.AddAsync(Small, [("used", [1]), ("unused", [1]), ("of a title", [1])], None);
        await Vectors.AddAsync(Large, [("of a title", [1])], None);
        await Vectors.AssignAsync(Small.Kind, [(Alien, "of a title")], None);
        Store.Clock.Advance(TimeSpan.FromDays(91));
        await Vectors.FindAsync(Small, ["used"], None);
        await Vectors.AddAsync(Small, [("new", [1])], None);

        (await CleanAsync(Store.Clock.GetUtcNow() - TimeSpan.FromDays(90))).ShouldBe(2);

        (await Vectors.FindAsync(Small, ["used", "unused", "of a title", "new"], None)).ShouldBe(["used", "of a title", "new"], ignoreOrder: true);
        (await Vectors.FindAsync(Large, ["of a title"], None)).ShouldBeEmpty("titles are found by the other model");
    }

    private async Task<int> CleanAsync(DateTimeOffset before)
    {
        var (deleted, after) = (0, (string?)null);
        do
        {
            (var some, after) = await Vectors.CleanAsync(Small.Model, before, after, 2, None);
            deleted += some;
        }
        while (after is not null);

        return deleted;
    }

    private static List<string> Signatures(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i:x64}")];
}
