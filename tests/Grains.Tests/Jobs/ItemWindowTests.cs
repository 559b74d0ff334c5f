using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Orleans;
using Orleans.Runtime;

namespace MediaPipeline.Grains.Tests.Jobs;

/// <summary>Where pictures are lost and found again: a job may go on in memory while a silo that had its pictures is gone.</summary>
public sealed class ItemWindowTests
{
    private static readonly JobId Job = JobId.FromValidated("job_01a21ea7d90e7520b7e9a4b987d0dbf4");
    private static readonly JobOptions Options = new() { Window = 2 };
    private readonly string[] _pictures = ["img_33832e49a3f38040d308f2f2c846f372", "img_33832e4961e591a8f025b92f7baac0fa"];
    private readonly IItemStore _store = Substitute.For<IItemStore>();
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly IImageGrain[] _found = [Substitute.For<IImageGrain>(), Substitute.For<IImageGrain>()];
    private readonly FakeTimeProvider _clock = new();
    private readonly ItemWindow _window;

    public ItemWindowTests()
    {
        _window = new ItemWindow(Job, _store, new ItemKinds([ImageStages.Kind]), _grains, _clock);
        for (var i = 0; i < _pictures.Length; i++)
        {
            _grains.GetGrain(typeof(IImageGrain), _pictures[i]).Returns(_found[i]);
        }

        Running();
        _store.ListByStateAsync(Job, Arg.Is<IReadOnlyList<ItemState>>(states => states.Contains(ItemState.Pending)), Arg.Any<int>(),
            Arg.Any<CancellationToken>()).Returns(_pictures);
    }

    [Fact]
    public async Task APictureThatIsDriven_IsDrivenAgainAtTheNextLook_ForItsSiloMayBeGone()
    {
        await _window.FillAsync(Options);
        Running(_pictures);

        await LookAgainAsync();

        await _found[0].Received(2).Drive();
    }

    [Fact]
    public async Task APictureThatWasStoredAlthoughItsCallWasCutOff_IsDrivenAgainAtTheNextLook()
    {
        _found[0].Drive().Returns(Task.FromException(new SiloUnavailableException("its silo is gone")), Task.CompletedTask);

        await Should.ThrowAsync<SiloUnavailableException>(_window.FillAsync(Options));
        await _found[1].Received(1).Drive();
        Running(_pictures);
        await LookAgainAsync();

        await _found[0].Received(2).Drive();
    }

    [Fact]
    public async Task APictureWhoseEndWasNeverTold_MakesRoomAtTheNextLook()
    {
        await _window.FillAsync(Options);
        _store.ListByStateAsync(Job, Arg.Is<IReadOnlyList<ItemState>>(states => states.Contains(ItemState.Pending)), Arg.Any<int>(),
            Arg.Any<CancellationToken>()).Returns([]);

        await LookAgainAsync();

        _window.IsEmpty.ShouldBeTrue();
    }

    private void Running(params string[] running) =>
        _store.ListByStateAsync(Job, Arg.Is<IReadOnlyList<ItemState>>(states => states.Contains(ItemState.Running)), Arg.Any<int>(),
            Arg.Any<CancellationToken>()).Returns(running);

    private Task LookAgainAsync()
    {
        _clock.Advance(Options.CompareEvery);
        return _window.FillAsync(Options);
    }
}
