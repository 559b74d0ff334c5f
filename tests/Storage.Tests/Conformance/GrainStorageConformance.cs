using System.Text.Json;
using MediaPipeline.Contracts;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Tests.Support;
using Orleans.Storage;

namespace MediaPipeline.Storage.Tests.Conformance;

public abstract class GrainStorageConformance : StoreConformance
{
    private static readonly GrainId Id = StateExtensions.Grain(Some.Image("a.jpg").Id.Value);

    [StoreFact]
    public async Task ReadStateAsync_NothingStored_GivesNewState()
    {
        var held = await ReadAsync();

        held.RecordExists.ShouldBeFalse();
        held.ETag.ShouldBeNull();
        held.State.ShouldNotBeNull();
    }

    [StoreFact]
    public async Task WriteStateAsync_ThenRead_GivesTheSame()
    {
        var written = new GrainState<ImageRecord>(Some.Live("a.jpg"));
        await Grains.WriteStateAsync(StateNames.Images, Id, written);

        var held = await ReadAsync();

        held.RecordExists.ShouldBeTrue();
        held.ETag.ShouldBe(written.ETag);
        Json(held.State).ShouldBe(Json(written.State));
    }

    [StoreFact]
    public async Task WriteStateAsync_Again_ChangesTheETag()
    {
        var held = new GrainState<ImageRecord>(Some.Image("a.jpg"));
        await Grains.WriteStateAsync(StateNames.Images, Id, held);
        var first = held.ETag;

        await Grains.WriteStateAsync(StateNames.Images, Id, held);

        held.ETag.ShouldNotBe(first);
        (await ReadAsync()).ETag.ShouldBe(held.ETag);
    }

    [StoreFact]
    public async Task WriteStateAsync_StaleETag_IsALostRaceAndLeavesTheOther()
    {
        await InsertAsync(Some.Image("a.jpg"));
        var winner = await ReadAsync();
        var loser = await ReadAsync();
        winner.State = winner.State! with { Tries = 7 };
        await Grains.WriteStateAsync(StateNames.Images, Id, winner);

        var error = await Should.ThrowAsync<InconsistentStateException>(() => Grains.WriteStateAsync(StateNames.Images, Id, loser));

        error.StoredEtag.ShouldBe(winner.ETag);
        error.CurrentEtag.ShouldBe(loser.ETag);
        (await ReadAsync()).State!.Tries.ShouldBe(7);
    }

    [StoreFact]
    public async Task WriteStateAsync_WithoutETagWhereOneIsStored_IsALostRace()
    {
        await InsertAsync(Some.Image("a.jpg"));

        await Should.ThrowAsync<InconsistentStateException>(
            () => Grains.WriteStateAsync(StateNames.Images, Id, new GrainState<ImageRecord>(Some.Image("a.jpg"))));
    }

    [StoreFact]
    public async Task WriteStateAsync_AfterTheDocumentWasMadeAnew_IsALostRace()
    {
        await InsertAsync(Some.Image("a.jpg"));
        var old = await ReadAsync();
        await Grains.ClearStateAsync(StateNames.Images, Id, await ReadAsync());
        Store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await InsertAsync(Some.Image("a.jpg"));

        await Should.ThrowAsync<InconsistentStateException>(() => Grains.WriteStateAsync(StateNames.Images, Id, old));
    }

    [StoreFact]
    public async Task ClearStateAsync_Stored_RemovesIt()
    {
        await InsertAsync(Some.Image("a.jpg"));
        var held = await ReadAsync();

        await Grains.ClearStateAsync(StateNames.Images, Id, held);

        held.RecordExists.ShouldBeFalse();
        held.ETag.ShouldBeNull();
        (await ReadAsync()).RecordExists.ShouldBeFalse();
    }

    [StoreFact]
    public async Task ClearStateAsync_NothingStored_IsNoConflict() => await Grains.ClearStateAsync(StateNames.Images, Id, new GrainState<ImageRecord>());

    [StoreFact]
    public async Task ClearStateAsync_StaleETag_IsALostRace()
    {
        await InsertAsync(Some.Image("a.jpg"));
        var stale = await ReadAsync();
        await Grains.WriteStateAsync(StateNames.Images, Id, await ReadAsync());

        await Should.ThrowAsync<InconsistentStateException>(() => Grains.ClearStateAsync(StateNames.Images, Id, stale));
    }

    [StoreFact]
    public async Task WriteStateAsync_ManyAtOnceOneOfThemStale_OnlyThatOneFails()
    {
        await InsertAsync(Some.Image("a.jpg"));
        var writes = Enumerable.Range(0, 200).Select(i => Grains.WriteAsync(Some.Collection($"/{i}"))).ToList();
        var lost = Grains.WriteStateAsync(StateNames.Images, Id, new GrainState<ImageRecord>(Some.Image("a.jpg")));

        await Task.WhenAll(writes);
        await Should.ThrowAsync<InconsistentStateException>(() => lost);
        (await Store.Get<ICollectionStore>().ListAsync(None)).Count.ShouldBe(200);
    }

    [StoreFact]
    public async Task WriteStateAsync_UnknownState_NamesTheKnownOnes()
    {
        var error = await Should.ThrowAsync<ArgumentException>(() => Grains.WriteStateAsync("nonsense", Id, new GrainState<ImageRecord>(Some.Image("a.jpg"))));

        error.Message.ShouldContain("nonsense");
        error.Message.ShouldContain(StateNames.Images);
    }

    private static string Json(ImageRecord? image) => JsonSerializer.Serialize(image, ContractJson.Options);

    private async Task<GrainState<ImageRecord>> ReadAsync()
    {
        var held = new GrainState<ImageRecord>();
        await Grains.ReadStateAsync(StateNames.Images, Id, held);
        return held;
    }
}
