using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Notes;
using Orleans.Runtime;

namespace MediaPipeline.Storage.Tests.Conformance;

/// <summary>Items of two kinds: pictures, whose table has schema files, and notes, whose table is made at start.</summary>
public abstract class ItemStoreConformance : StoreConformance
{
    private static readonly JobId OtherJob = JobId.Create(Some.Time.AddHours(1));

    [StoreFact]
    public async Task ListByStateAsync_PendingOnesOfTheJob_InOrder()
    {
        var wanted = new[] { Some.Image("1.jpg"), Some.Image("2.jpg", stage: ImageStages.Probed), Some.Image("3.jpg") };
        await InsertAsync(wanted[2], Some.Live("0.jpg"), Some.Image("4.jpg", job: OtherJob), wanted[1], wanted[0]);

        (await Items.ListByStateAsync(Some.ScanJob, [ItemState.Pending], 10, None)).ShouldBe(wanted.Select(image => image.ItemId));
        (await Items.ListByStateAsync(Some.ScanJob, [ItemState.Pending], 2, None)).Count.ShouldBe(2);
    }

    [StoreFact]
    public async Task ListByStateAsync_SeveralStates_UpToTheLimit()
    {
        await InsertAsync(Some.Image("1.jpg"), Some.Image("2.jpg", ItemState.Running), Some.Live("3.jpg"));

        (await Items.ListByStateAsync(Some.ScanJob, [ItemState.Pending, ItemState.Running], 10, None)).Count.ShouldBe(2);
        (await Items.ListByStateAsync(Some.ScanJob, [ItemState.Pending, ItemState.Running], 1, None)).Count.ShouldBe(1);
    }

    [StoreTheory]
    [InlineData("image", ItemState.Failed, null, null, 2)]
    [InlineData(null, null, null, "notAPicture", 1)]
    [InlineData(null, null, "live", null, 1)]
    [InlineData("media", null, null, null, 0)]
    [InlineData(null, null, null, null, 4)]
    public async Task ListMatchingAsync_Filter_FindsThem(string? kind, ItemState? state, string? stage, string? code, int count)
    {
        await InsertAsync(Some.Image("1.jpg"), Some.Failed("2.jpg"), Some.Failed("3.jpg", "tooLarge"), Some.Live("4.jpg"));

        (await Items.ListMatchingAsync(new ItemFilter(kind, state, stage, code), null, 10, None)).Count.ShouldBe(count);
    }

    [StoreFact]
    public async Task ListMatchingAsync_PageByPage_EachOnceInOrderOfIds()
    {
        await InsertAsync([.. Enumerable.Range(0, 25).Select(i => Some.Failed($"{i}.jpg"))]);
        var found = new List<string>();
        for (var more = true; more;)
        {
            var page = await Items.ListMatchingAsync(new ItemFilter(State: ItemState.Failed), found.Count == 0 ? null : found[^1], 10, None);
            found.AddRange(page);
            more = page.Count > 0;
        }

        found.ShouldBe(found.Distinct().Order(StringComparer.Ordinal));
        found.Count.ShouldBe(25);
    }

    [StoreFact]
    public async Task ListWaitingForAsync_OnlyThoseOfThatGate()
    {
        var waiting = Waiting("1.jpg", Some.Time);
        await InsertAsync(waiting, Some.Image("2.jpg", ItemState.Waiting), Some.Image("3.jpg"));

        (await Items.ListWaitingForAsync(Some.ScanJob, "folder:fld_1", 10, None)).ShouldBe([waiting.ItemId]);
    }

    [StoreFact]
    public async Task FindFirstWaitAsync_TheFirstInOrder()
    {
        await InsertAsync(Waiting("10.jpg", Some.Time.AddMinutes(1)), Waiting("2.jpg", Some.Time), Some.Image("1.jpg"));

        (await Items.FindFirstWaitAsync(Some.ScanJob, None))!.Since.ShouldBe(Some.Time);
        (await Items.FindFirstWaitAsync(OtherJob, None)).ShouldBeNull();
    }

    [StoreFact]
    public async Task TallyAsync_CountsByStateAndStage_AndWhatFailedHereWhoeverOwnsItNow()
    {
        await InsertAsync(
            Some.Image("1.jpg"), Some.Image("2.jpg"), Some.Image("3.jpg", stage: ImageStages.Probed), Some.Live("4.jpg"), Some.Failed("5.jpg"),
            Some.Image("6.jpg", job: OtherJob) with { FailedJobId = Some.ScanJob });

        var tally = await Items.TallyAsync(Some.ScanJob, None);

        tally.Counts.ShouldBe(
            [(ItemState.Pending, "discovered", 2L), (ItemState.Pending, "probed", 1L), (ItemState.Live, "live", 1L), (ItemState.Failed, "discovered", 1L)],
            ignoreOrder: true);
        tally.FailedHere.ShouldBe(2);
    }

    [StoreFact]
    public async Task TallyAsync_OfAJobThatReadsAgain_CountsWhatItFound()
    {
        await InsertAsync(
            Some.Live("1.jpg"),
            Some.Live("2.jpg") with { Verification = Verification.Same },
            Some.Live("3.jpg") with { Verification = Verification.Changed },
            Some.Image("4.jpg", stage: ImageStages.Probed) with { Verification = Verification.Changed },
            Some.Image("5.jpg") with { Verification = Verification.Due },
            Some.Failed("6.jpg") with { Verification = Verification.Changed },
            Some.Image("7.jpg", ItemState.Missing) with { Verification = Verification.Due },
            Some.Live("8.jpg") with { Verification = Verification.Same, JobId = OtherJob });

        (await Items.TallyAsync(Some.ScanJob, None)).Verified.ShouldBe(new VerificationReport(3, 2, 2));
        (await Items.TallyAsync(JobId.Create(Some.Time.AddDays(9)), None)).Verified.ShouldBeNull();
    }

    [StoreFact]
    public async Task InsertAbsentAsync_AKindWithoutSchemaFile_StoresWhatItsGrainsRead()
    {
        var note = Some.Note(1) with { Size = new NoteSize(7) };

        await InsertAsync([.. Enumerable.Range(1, 100).Select(i => i == 1 ? note : Some.Note(i))]);
        await InsertAsync(note with { Topic = "another" });

        var held = new GrainState<NoteRecord>();
        await Grains.ReadStateAsync("notes", StateExtensions.Grain(note.Id), held);
        held.State.ShouldBe(note with { StageTimes = held.State!.StageTimes, History = held.State.History });
        (await NumberAsync("SELECT count(*) FROM notes")).ShouldBe(100);
        (await NumberAsync("SELECT count(*) FROM notes WHERE topic = 'topic 1' AND pages = 7 AND schema_version = 3")).ShouldBe(1);
    }

    [StoreFact]
    public async Task InsertAbsentAsync_ARecordOfNoKind_NamesTheKnownOnes()
    {
        var error = await Should.ThrowAsync<ArgumentException>(() => Items.InsertAbsentAsync<ItemRecord>([Some.Note(1)], None));

        error.Message.ShouldContain(nameof(NoteRecord));
    }

    [StoreFact]
    public async Task ListByStateAsync_TwoKinds_StateByStateAndKindByKind()
    {
        var (one, two, three) = (Some.Image("1.jpg"), Some.Image("2.jpg", ItemState.Running), Some.Note(3));
        await InsertAsync(three, Some.Note(4, ItemState.Running));
        await InsertAsync(one, two);

        (await Items.ListByStateAsync(Some.ScanJob, [ItemState.Pending, ItemState.Running], 3, None)).ShouldBe([one.ItemId, three.Id, two.ItemId]);
    }

    [StoreTheory]
    [InlineData(null, ItemState.Failed, null, 5)]
    [InlineData("note", ItemState.Failed, null, 2)]
    [InlineData("image", null, null, 4)]
    [InlineData(null, null, "live", 2)]
    [InlineData(null, null, null, 7)]
    public async Task ListMatchingAsync_TwoKinds_FindsThem(string? kind, ItemState? state, string? stage, int count)
    {
        await InsertAsync(Some.Failed("1.jpg"), Some.Failed("2.jpg"), Some.Failed("3.jpg"), Some.Live("4.jpg"));
        await InsertAsync(Some.FailedNote(1), Some.FailedNote(2), Some.Note(3, ItemState.Live, ItemKind.Live));

        (await Items.ListMatchingAsync(new ItemFilter(kind, state, stage), null, 10, None)).Count.ShouldBe(count);
    }

    [StoreFact]
    public async Task ListMatchingAsync_OfACollection_OnlyKindsThatHaveCollections()
    {
        await InsertAsync(Some.Image("1.jpg"));
        await InsertAsync(Some.Note(1));

        (await Items.ListMatchingAsync(new ItemFilter(CollectionId: Some.Pictures), null, 10, None)).ShouldBe([Some.Image("1.jpg").ItemId]);
    }

    [StoreTheory]
    [InlineData(null)]
    [InlineData(ItemState.Pending)]
    public async Task ListMatchingAsync_TwoKindsPageByPage_EachOnceInOrderOfIds(ItemState? state)
    {
        await InsertAsync([.. Enumerable.Range(0, 13).Select(i => Some.Image($"{i}.jpg"))]);
        await InsertAsync([.. Enumerable.Range(0, 12).Select(i => Some.Note(i))]);
        var found = new List<string>();
        for (var more = true; more;)
        {
            var page = await Items.ListMatchingAsync(new ItemFilter(State: state), found.Count == 0 ? null : found[^1], 10, None);
            found.AddRange(page);
            more = page.Count > 0;
        }

        found.ShouldBe(found.Distinct().Order(StringComparer.Ordinal));
        found.Count.ShouldBe(25);
    }

    [StoreFact]
    public async Task ListWaitingForAsync_TwoKinds_ThoseOfThatGate()
    {
        var image = Waiting("1.jpg", Some.Time);
        var note = Some.Note(1, ItemState.Waiting) with { WaitingFor = image.WaitingFor };
        await InsertAsync(note);
        await InsertAsync(image);

        (await Items.ListWaitingForAsync(Some.ScanJob, "folder:fld_1", 10, None)).ShouldBe([image.ItemId, note.Id]);
        (await Items.ListWaitingForAsync(Some.ScanJob, "folder:fld_1", 1, None)).ShouldBe([image.ItemId]);
    }

    [StoreFact]
    public async Task FindFirstWaitAsync_OnlyTheSecondKindWaits_IsFound()
    {
        await InsertAsync(Some.Image("1.jpg"));
        await InsertAsync(Some.Note(1, ItemState.Waiting) with { WaitingFor = new WaitingFor("approval", null, "?", Some.Time, ["yes", "no"]) });

        (await Items.FindFirstWaitAsync(Some.ScanJob, None))!.Code.ShouldBe("approval");
    }

    [StoreFact]
    public async Task TallyAsync_TwoKinds_AddsUpWhatBothHave()
    {
        await InsertAsync(Some.Live("1.jpg"), Some.Failed("2.jpg"), Some.Image("3.jpg"));
        await InsertAsync(Some.Note(1, ItemState.Live, ItemKind.Live), Some.FailedNote(2), Some.Note(3, stage: "checked"));

        var tally = await Items.TallyAsync(Some.ScanJob, None);

        tally.Counts.ShouldBe(
            [
                (ItemState.Live, "live", 2L), (ItemState.Failed, "discovered", 1L), (ItemState.Pending, "discovered", 1L),
                (ItemState.Failed, "written", 1L), (ItemState.Pending, "checked", 1L),
            ],
            ignoreOrder: true);
        tally.FailedHere.ShouldBe(2);
    }

    private static ImageRecord Waiting(string path, DateTimeOffset since) => Some.Image(path, ItemState.Waiting) with
    {
        WaitingFor = new WaitingFor("outputFull", "folder:fld_1", "full", since),
        EnteredAt = since,
    };

    private Task<long> NumberAsync(string sql) => Store.Get<IDocumentDatabase>().ReadAsync(session => session.Number(sql), None);
}
