using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Jobs.RetryItems;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.TestKit.Notes;
using Microsoft.Extensions.Options;
using NSubstitute;
using Orleans;

namespace MediaPipeline.Grains.Tests.Jobs;

/// <summary>Items of a cancelled job that undo what they did: the job neither asks again and again meanwhile, nor forgets those behind them.</summary>
public sealed class CancelledItemsTests
{
    private const int PageSize = 2;
    private static readonly RetryItemsRecord Job = new()
    {
        Id = JobId.FromValidated("job_01a21ea7d90e7520b7e9a4b987d0dbf4"),
        Phase = JobPhases.Cancelling,
    };

    private readonly IItemStore _store = Substitute.For<IItemStore>();
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly INoteGrain[] _notes = [Substitute.For<INoteGrain>(), Substitute.For<INoteGrain>(), Substitute.For<INoteGrain>()];
    private readonly RetryItemsSteps _steps;

    public CancelledItemsTests()
    {
        for (var i = 0; i < _notes.Length; i++)
        {
            _grains.GetGrain(typeof(INoteGrain), SomeNote.IdOf(i)).Returns(_notes[i]);
        }

        var options = Substitute.For<IOptionsMonitor<JobOptions>>();
        options.CurrentValue.Returns(new JobOptions { PageSize = PageSize });
        var sweep = new ItemSweep(_store, new ItemKinds([NoteRecord.Kind]), _grains);
        _steps = new RetryItemsSteps(new JobContext(Job.Id, _ => Task.CompletedTask, null!, sweep, null!, null!, options, TimeProvider.System));
    }

    [Fact]
    public async Task AWholePageIsUndoing_TheJobWaitsForItsNotices_AndCancelsEachOnce()
    {
        NotAtAnEnd(0, 1);
        (await _steps.StepAsync(Job)).ShouldBeTrue();
        (await _steps.StepAsync(Job)).ShouldBeFalse();

        NotAtAnEnd(1, 2);
        (await _steps.StepAsync(Job)).ShouldBeTrue();
        (await _steps.StepAsync(Job)).ShouldBeFalse();

        foreach (var note in _notes)
        {
            await note.Received(1).Cancel(ItemRecord.CancelledReason);
        }
    }

    [Fact]
    public async Task ACancelFails_IsMadeAgainAtTheNextStep()
    {
        NotAtAnEnd(0, 1);
        _notes[0].Cancel(ItemRecord.CancelledReason).Returns(
            _ => throw new TimeoutException("no answer in time"), _ => Task.FromResult(Contracts.Commands.CommandResult.Done));

        await Should.ThrowAsync<TimeoutException>(_steps.StepAsync(Job));
        await _steps.StepAsync(Job);

        await _notes[0].Received(2).Cancel(ItemRecord.CancelledReason);
    }

    [Fact]
    public async Task RetriedAfterItsEnd_IsCancelledAgain()
    {
        NotAtAnEnd(0);
        await _steps.StepAsync(Job);
        NotAtAnEnd(1);
        await _steps.StepAsync(Job);

        NotAtAnEnd(0, 1);
        await _steps.StepAsync(Job);

        await _notes[0].Received(2).Cancel(ItemRecord.CancelledReason);
    }

    /// <summary>The first page of them, as the store lists it.</summary>
    private void NotAtAnEnd(params int[] numbers) => _store.ListByStateAsync(
        Job.Id, Arg.Is<IReadOnlyList<ItemState>>(states => states.Count == 3), PageSize, Arg.Any<CancellationToken>())
        .Returns([.. numbers.Select(SomeNote.IdOf)]);
}
