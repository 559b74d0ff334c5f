using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Conformance;

public abstract class KeptAnswerStoreConformance : StoreConformance
{
    private IKeptAnswerStore Kept => Store.Get<IKeptAnswerStore>();

    [StoreFact]
    public async Task AnAnswer_IsFoundUntilItExpires()
    {
        var answer = new KeptAnswer("tmdb", 200, """{"name":"Ünïcode"}""", Some.Time.AddHours(1));

        await Kept.KeepAsync("a", answer, Some.Time, None);

        (await Kept.FindAsync("a", Some.Time.AddHours(1).AddMilliseconds(-1), None)).ShouldBe(answer);
        (await Kept.FindAsync("a", Some.Time.AddHours(1), None)).ShouldBeNull();
        (await Kept.FindAsync("b", Some.Time, None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task KeepAsync_TakesThePlaceOfAnEarlierAnswer()
    {
        await Kept.KeepAsync("a", new KeptAnswer("tmdb", 200, "1", Some.Time.AddHours(1)), Some.Time, None);
        var later = new KeptAnswer("tmdb", 404, "2", Some.Time.AddHours(2));

        await Kept.KeepAsync("a", later, Some.Time, None);

        (await Kept.FindAsync("a", Some.Time, None)).ShouldBe(later);
    }

    [StoreFact]
    public async Task KeepAsync_RemovesExpiredOnes()
    {
        for (var i = 0; i < 15; i++)
        {
            await Kept.KeepAsync($"{i}", new KeptAnswer("tmdb", 200, "1", Some.Time.AddHours(1)), Some.Time, None);
        }

        await Kept.KeepAsync("one", new KeptAnswer("tmdb", 200, "1", Some.Time.AddHours(3)), Some.Time.AddHours(2), None);
        (await CountAsync()).ShouldBe(6);
        await Kept.KeepAsync("two", new KeptAnswer("tmdb", 200, "1", Some.Time.AddHours(3)), Some.Time.AddHours(2), None);
        (await CountAsync()).ShouldBe(2);
    }

    private Task<long> CountAsync() => Store.Get<IDocumentDatabase>().ReadAsync(session => session.Number("SELECT count(*) FROM kept_answers"), None);
}
