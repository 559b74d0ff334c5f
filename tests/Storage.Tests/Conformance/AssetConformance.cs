using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Tests.Support;

namespace MediaPipeline.Storage.Tests.Conformance;

/// <summary>Pictures by address, and the addresses that titles name.</summary>
public abstract class AssetConformance : StoreConformance
{
    private const string Url = "https://example.org/alien.jpg";

    [StoreFact]
    public async Task LocateAsync_GivesWhatIsOnDisk()
    {
        var asset = Some.Asset(Url);
        await Store.Get<IItemStore>().InsertAbsentAsync([asset], None);

        (await LocateAsync(asset.Id, RenditionKind.Thumbnail)).ShouldBe(new RenditionLocation(
            "/fetched/images/aa/thumbnail.jpg", null, "image/jpeg", "0123456789abcdef", 100, $"{asset.Id}.jpg", ItemState.Live, AssetStages.Live, null));
        (await LocateAsync(asset.Id, RenditionKind.Viewing))!.AbsolutePath.ShouldBe("/fetched/images/aa/viewing.jpg");
        (await LocateAsync(asset.Id, RenditionKind.Original)).ShouldBe(new RenditionLocation(
            "/fetched/images/aa/file.png", null, "image/png", asset.Facts!.ContentHash, 1000, $"{asset.Id}.png", ItemState.Live, AssetStages.Live, null));
        (await LocateAsync(AssetId.Of("https://example.org/none.jpg"), RenditionKind.Thumbnail)).ShouldBeNull();
    }

    [StoreFact]
    public async Task LocateAsync_WhileNothingIsThere_GivesState()
    {
        var asset = Some.Asset(Url) with { State = ItemState.Failed, Stage = AssetStages.Requested, File = null, Thumbnail = null, Viewing = null };
        await Store.Get<IItemStore>().InsertAbsentAsync([asset], None);

        foreach (var kind in Enum.GetValues<RenditionKind>())
        {
            (await LocateAsync(asset.Id, kind)).ShouldBe(
                new RenditionLocation(null, null, null, null, null, asset.Id.Value, ItemState.Failed, AssetStages.Requested, null));
        }
    }

    [StoreFact]
    public async Task AFailureThatExpires_IsDueThen()
    {
        var asset = Some.Asset(Url) with { State = ItemState.Failed, DueAt = Some.Time.AddDays(7) };
        await Store.Get<IItemStore>().InsertAbsentAsync([asset], None);

        (await ListDueAsync(asset.Id, Some.Time.AddDays(6))).ShouldBeEmpty();
        (await ListDueAsync(asset.Id, Some.Time.AddDays(7))).ShouldHaveSingleItem().ShouldBe(new DueEntry("assets", asset.Id.Value, Some.Time.AddDays(7)));
    }

    [StoreFact]
    public async Task ListCoversAsync_GivesTheAddressesPageByPage()
    {
        var titles = Enumerable.Range(0, 10).Select(number => Some.Title($"Title {number}", type: number < 6 ? "movie" : "anime"))
            .Select((title, number) => number == 3 ? title : title with { Facts = title.Facts with { CoverUrl = $"https://example.org/{number}.jpg" } })
            .Select((title, number) => number == 5 ? title with { MergedInto = Some.Title("Title 4").Id } : title);
        await Store.Get<IMediaStore>().InsertAsync([.. titles.Select(title => new NewTitle(title, []))], None);

        (await ListCoversAsync(null)).ShouldBe([0, 1, 2, 4, 6, 7, 8, 9], ignoreOrder: true);
        (await ListCoversAsync("anime")).ShouldBe([6, 7, 8, 9], ignoreOrder: true);
        (await ListCoversAsync("manga")).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<int>> ListCoversAsync(string? type)
    {
        var (found, after) = (new List<int>(), (MediaId?)null);
        do
        {
            var page = await Store.Get<IMediaStore>().ListCoversAsync(after, type, 3, None);
            found.AddRange(page.Urls.Select(url => int.Parse(Path.GetFileNameWithoutExtension(url), System.Globalization.CultureInfo.InvariantCulture)));
            after = page.Last;
        }
        while (after is not null);

        return found;
    }

    private Task<RenditionLocation?> LocateAsync(AssetId id, RenditionKind kind) => Store.Get<IAssetReader>().LocateAsync(id, kind, None);

    private Task<IReadOnlyList<DueEntry>> ListDueAsync(AssetId id, DateTimeOffset now) =>
        Store.Get<IDueStore>().ListDueAsync(Convert.ToInt32(id.Value[^1..], 16), now, 10, None);
}
