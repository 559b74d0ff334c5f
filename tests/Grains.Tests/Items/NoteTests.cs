using System.Text.Json;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Grains.Tests.Running;
using MediaPipeline.TestKit.Notes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MediaPipeline.Grains.Tests.Items;

/// <summary>A second kind of item, whose grain, stages and table are all that it has: what the kernel does for pictures it does for it.</summary>
public sealed class NoteTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private PipelineUnderTest _pipeline = null!;

    public async Task InitializeAsync() => _pipeline = await PipelineUnderTest.StartWithNotesAsync(_clock);

    public async Task DisposeAsync() => await _pipeline.DisposeAsync();

    [Fact]
    public async Task StagesThatOnlyCompute_AreStoredWithOneWrite_EachWithItsTime()
    {
        var (note, before) = await InsertAsync(pages: 1);

        await note.Drive();
        var live = await WaitAsync(ItemState.Live);

        // The first attempt; reserved, checked, approved and the next attempt; published.
        (await ReadAsync()).Version.ShouldBe(before + 3);
        live.StageTimes.Keys.ShouldBe([.. NoteRecord.Kind.Stages.Skip(1)]);
        live.History.Select(entry => (entry.Event, entry.Stage)).ShouldBe(NoteRecord.Kind.Stages.Skip(1).SkipLast(1).Select(stage => ("completed", stage)));
        live.Attempt.ShouldBe(4);
    }

    [Fact]
    public async Task AStageThatOnlyComputesFails_IsRecordedAsIfItHadRunAlone_AndUndone()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var events = _pipeline.Reader<IEventFeed>().ReadAsync(null, limit.Token).Where(e => e.Event.ItemId is not null).Take(2).ToListAsync(limit.Token);
        var (note, before) = await InsertAsync(pages: 101);

        await note.Drive();
        var failed = await WaitAsync(ItemState.Failed);

        // The first attempt; reserved, the failure and the attempt to undo; its end.
        (await ReadAsync()).Version.ShouldBe(before + 3);
        (failed.LastError!.Code, failed.LastError.Stage, failed.Tries, failed.Attempt).ShouldBe(("tooLong", NoteRecord.Checked, 1, 3));
        failed.History.Select(entry => (entry.Event, entry.Stage)).ShouldBe(
            [("completed", NoteRecord.Reserved), ("undoing", NoteRecord.Checked), ("completed", "undone"), ("failed", NoteRecord.Checked)]);
        Folder.Reserved.ShouldBeEmpty();
        (await events).Select(e => (e.Event.Name, StageOf(e.Event)))
            .ShouldBe([(FeedEvents.ItemStage, NoteRecord.Reserved), (FeedEvents.ItemFailed, NoteRecord.Written)]);
    }

    [Fact]
    public async Task AQuestion_IsAskedOnce_IsNotStuck_AndOutlivesARestart()
    {
        var (note, _) = await InsertAsync(pages: 2);
        await note.Drive();
        var asked = await WaitAsync(ItemState.Waiting);

        // Sweeps go on: a minute of the wait after which resources are asked again, and the time after which what waits is stuck.
        for (var i = 0; i < 24; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(30));
            await note.Wake();
        }

        await _pipeline.RestartAsync();
        await Note.Drive();
        await Note.Wake();

        (await ReadAsync()).Note.ShouldBeEquivalentTo(asked);
        (await _pipeline.Reader<IItemReader>().CountStagesAsync(default)).Single(count => count is { Kind: "note", Stage: NoteRecord.Checked })
            .ShouldBe(new StageCount("note", NoteRecord.Checked, 1, asked.EnteredAt, 0));

        (await Note.Answer("publish")).Code.ShouldBeNull();
        await WaitAsync(ItemState.Live);
        Folder.Published.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task PublishingFails_ItIsUndone_AndPublishedWhenItIsRetried()
    {
        var (note, _) = await InsertAsync(pages: 1);
        var inTheWay = Directory.CreateDirectory(Folder.PublishedPath((await ReadAsync()).Note));

        await note.Drive();
        var failed = await WaitAsync(ItemState.Failed);
        (failed.LastError!.Code, failed.LastError.Stage, failed.Stage).ShouldBe(("stageBroken", NoteRecord.Published, NoteRecord.Written));
        Folder.Reserved.ShouldBeEmpty();

        inTheWay.Delete();
        await Note.Retry(null);
        await WaitAsync(ItemState.Live);
        (await File.ReadAllTextAsync(Folder.Published.ShouldHaveSingleItem())).ShouldBe("topic 1");
    }

    [Fact]
    public async Task ItsJobIsCancelled_ItIsUndone_AndTheJobEndsAfterThat()
    {
        var (note, _) = await InsertAsync(pages: 2);
        await note.Drive();
        await WaitAsync(ItemState.Waiting);
        Folder.Reserved.ShouldHaveSingleItem();
        var job = JobId.Create(_clock.GetUtcNow());
        await _pipeline.Job(job).Start(new StartJobRequest(null, 5, new RetryItemsPayload(new ItemFilter("note", ItemState.Waiting))));
        await WaitForJobAsync(job, view => view.State == JobState.Waiting);

        await _pipeline.Job(job).Cancel();

        (await WaitForJobAsync(job, view => view.CompletedAt is not null)).Progress.Skipped.ShouldBe(1);
        (await ReadAsync()).Note.SkippedReason.ShouldBe("cancelled");
        Folder.Reserved.ShouldBeEmpty();
    }

    private INoteGrain Note => _pipeline.Grains.GetGrain<INoteGrain>(SomeNote.IdOf(1));

    private NoteFolder Folder => new(_pipeline.Directory["notes"]);

    private static string StageOf(FeedEvent published)
    {
        using var json = JsonDocument.Parse(published.Json);
        return json.RootElement.GetProperty("stage").GetString()!;
    }

    /// <summary>A note that waits to be driven.</summary>
    private async Task<(INoteGrain Grain, long Version)> InsertAsync(int pages)
    {
        var first = SomeNote.Of(1, _clock.GetUtcNow(), pages) with { DueAt = null };
        await _pipeline.Reader<IItemStore>().InsertAbsentAsync([first], default);
        return (Note, (await ReadAsync()).Version);
    }

    /// <summary>As it is stored, with its ETag, which each write raises by one.</summary>
    private async Task<(NoteRecord Note, long Version)> ReadAsync()
    {
        var held = new GrainState<NoteRecord>();
        await _pipeline.Host.Services.GetRequiredKeyedService<IGrainStorage>(StateNames.Storage)
            .ReadStateAsync(NoteRecord.TableName, GrainId.Create("note", SomeNote.IdOf(1)), held);
        return (held.State!, long.Parse(held.ETag!, System.Globalization.CultureInfo.InvariantCulture));
    }

    // The clock goes on, so that retries and looks come due.
    private Task<NoteRecord> WaitAsync(ItemState state) => _pipeline.WaitAsync(
        async () =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            return (await ReadAsync()).Note;
        },
        note => note.State == state);

    private Task<JobView> WaitForJobAsync(JobId job, Func<JobView, bool> wanted) => _pipeline.WaitForJobAsync(job, view =>
    {
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        return wanted(view);
    });
}
