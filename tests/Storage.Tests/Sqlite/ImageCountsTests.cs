using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Tests.Support;
using Orleans.Storage;

namespace MediaPipeline.Storage.Tests.Sqlite;

/// <summary>The counts that triggers keep are those that counting would give, whatever happens to pictures.</summary>
public sealed class ImageCountsTests : IAsyncLifetime
{
    private const string Counted = "SELECT state, stage, count(*) FROM images GROUP BY state, stage ORDER BY state, stage";
    private const string Kept = "SELECT state, stage, pictures FROM image_counts WHERE pictures <> 0 ORDER BY state, stage";
    private readonly StorageHost _host = new();

    private IGrainStorage Grains => _host.Get<IGrainStorage>(StateNames.Storage);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Counts_AfterPicturesCameAdvancedAndWent_AreExact()
    {
        await _host.Get<IItemStore>().InsertAbsentAsync([.. Enumerable.Range(0, 200).Select(i => Some.Image($"{i}.jpg"))], CancellationToken.None);
        await _host.Get<IItemStore>().InsertAbsentAsync([.. Enumerable.Range(150, 100).Select(i => Some.Image($"{i}.jpg"))], CancellationToken.None);
        await ChangeAsync(Some.Live("1.jpg"));
        await ChangeAsync(Some.Failed("2.jpg"));
        await ChangeAsync(Some.Image("3.jpg") with { Priority = 1 });
        await RemoveAsync(Some.Image("4.jpg"));

        var kept = await ReadAsync(Kept);
        kept.ShouldBe(await ReadAsync(Counted));
        kept.ShouldBe([("failed", "discovered", 1), ("live", "live", 1), ("pending", "discovered", 247)]);
    }

    private Task ChangeAsync(ImageRecord to) => Grains.ChangeAsync(to.Id, _ => to);

    private async Task RemoveAsync(ImageRecord gone)
    {
        var (id, held) = (StateExtensions.Grain(gone.Id.Value), new GrainState<ImageRecord>());
        await Grains.ReadStateAsync(StateNames.Images, id, held);
        await Grains.ClearStateAsync(StateNames.Images, id, held);
    }

    private Task<List<(string State, string Stage, long Count)>> ReadAsync(string sql) =>
        _host.Database.ReadAsync(session => session.Query(sql, row => (row.GetString(0), row.GetString(1), row.GetInt64(2))), CancellationToken.None);
}
