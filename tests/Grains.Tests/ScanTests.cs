using System.Diagnostics;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Tests.Running;
using MediaPipeline.TestKit.Pictures;
using Microsoft.Data.Sqlite;

namespace MediaPipeline.Grains.Tests;

public sealed class ScanTests
{
    [Fact]
    public async Task Scan_NewPictures_BecomeLiveWithTheirHistory()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 20);
        var (collection, job) = await pipeline.AddAsync();

        var ended = await pipeline.WaitForEndAsync(job);

        ended.State.ShouldBe(JobState.Completed);
        ended.Progress.Total.ShouldBe(20);
        ended.Progress.ByStage[ImageStages.Live].ShouldBe(20);
        (await pipeline.ImagesAsync(collection)).Select(i => i.Name).ShouldBe(Enumerable.Range(0, 20).Select(i => $"{i}.png"));
        var first = (await pipeline.ImagesAsync(collection))[0];
        var history = await pipeline.Reader<IItemReader>().GetHistoryAsync(first.Id.Value, default);
        history!.Select(h => $"{h.Stage} {h.Event}").ShouldBe(["discovered discovered", "probed completed", "rendered completed"]);
        pipeline.Engine.Trips.ShouldBe(20, "each is probed and rendered in one");
    }

    [Fact]
    public async Task Scan_RenderingFailsInTheTripThatProbed_ThePictureHasItsFacts_AndOnlyRenderingIsTriedAgain()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Images:RetryDelays:0", "00:00:00.010"));
        pipeline.WritePictures(0, 1);
        var tries = 0;
        pipeline.Engine.Answer("0.png", () => tries++ == 0 ? FakePictureEngine.WithoutFiles(pipeline.Directory["cache"]) : null);

        var (collection, job) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(job);

        var picture = await pipeline.ImageAsync(collection, "0.png");
        var history = await pipeline.Reader<IItemReader>().GetHistoryAsync(picture.Id.Value, default);
        history!.Select(h => $"{h.Stage} {h.Event}").ShouldBe(
            ["discovered discovered", "probed completed", "rendered waiting", "rendered retrying", "rendered completed"]);
        (pipeline.Engine.Probes, pipeline.Engine.Renders, pipeline.Engine.Trips).ShouldBe((1, 2, 2));
    }

    [Fact]
    public async Task Scan_DiskFullInTheMiddle_GoesOnAtItsCursorAndLeavesNothingOut()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(settings: [("Jobs:PageSize", "2")]);
        pipeline.WritePictures(0, 20);
        pipeline.Stores.FailInserts(3);
        var (_, job) = await pipeline.AddAsync();

        var ended = await pipeline.WaitForEndAsync(job);

        ended.State.ShouldBe(JobState.Completed);
        ended.Progress.ByStage[ImageStages.Live].ShouldBe(20);
    }

    [Fact]
    public async Task Scan_UnderWayInTheOrderOfVersion1_0_LeavesNothingOut_AndMakesNothingAgain()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        PngPicture.Write(pipeline.Directory["pictures", "3.5.png"], 4, 3, 1);
        var (collection, job) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(job);
        var before = await pipeline.ImageAsync(collection, "3.5.png");

        // In that order 3.5.png came before 3.png: the scan had come as far as the first of them.
        await pipeline.RestartAsync(() =>
        {
            PngPicture.Write(pipeline.Directory["pictures", "3.png"], 4, 3, 2);
            PngPicture.Write(pipeline.Directory["pictures", "4.png"], 4, 3, 3);
            Execute(pipeline.Directory["data", "mediapipeline.db"], """
                UPDATE images SET document = json_set(document, '$.sortKey', '0b3.0b5.png');
                UPDATE jobs SET document = json_remove(json_set(document, '$.state', 'running', '$.phase', 'reading', '$.cursor', '0b3.0b5.png',
                    '$.readToEnd', json('false'), '$.dueAt', 1), '$.completedAt', '$.finalProgress');
                DROP TABLE media;
                DROP VIEW media_to_list;
                DROP VIEW media_to_find;
                DROP VIEW media_said;
                DROP TABLE media_listed;
                DROP TABLE media_words;
                DROP TABLE media_terms;
                DROP TABLE terms;
                DROP TABLE censored_tags;
                DROP INDEX images_verified;
                DROP INDEX images_by_collection;
                ALTER TABLE images DROP COLUMN source_changed_at;
                ALTER TABLE images DROP COLUMN source_inode;
                ALTER TABLE images DROP COLUMN verification;
                CREATE INDEX images_by_collection ON images (collection_id, sort_key, stage);
                DROP TABLE schema_files;
                DROP TABLE media_ids;
                DROP TABLE kept_answers;
                DROP TABLE embeddings;
                DROP TABLE embedding_uses;
                DROP TABLE embedding_models;
                DROP TABLE media_vectors;
                PRAGMA user_version = 6;
                """);
        });

        var ended = await pipeline.WaitForEndAsync(job);
        ended.State.ShouldBe(JobState.Completed);
        ended.Progress.ByStage[ImageStages.Live].ShouldBe(3);
        var images = await pipeline.ImagesAsync(collection);
        images.Select(i => $"{i.Name} {i.State}").ShouldBe(["3.png Live", "3.5.png Live", "4.png Live"]);
        (images[1].Id, images[1].Thumbnail).ShouldBe((before.Id, before.Thumbnail));
        pipeline.Engine.Renders.ShouldBe(2);
    }

    [Fact]
    public async Task Scan_NamesThatAreNotUtf8_AndFilesNamedAsTheyAreShown_AreItemsOfTheirOwn()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        PngPicture.Write(pipeline.Directory["pictures", @"a\xFF.png"], 4, 3, 1);
        using (var copy = Process.Start("sh", ["-c", """cd "$1"; cp -p 'a\xFF.png' "a$(printf '\377').png" """, "sh", pipeline.Directory["pictures"]]))
        {
            await copy.WaitForExitAsync();
        }

        var (collection, job) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(job);
        var again = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        var images = await pipeline.ImagesAsync(collection);
        images.Select(i => $"{i.Name} {i.State} {i.LastError?.Code}").ShouldBe([@"a\xFF.png Live ", @"a\xFF.png Failed unreadableName"], ignoreOrder: true);
        images.Single(i => i.State == ItemState.Live).Id.ShouldBe(ImageId.Of(collection, @"a\xFF.png", null));
        again.Progress.Unchanged.ShouldBe(2);
        using var remove = Process.Start("rm", ["-rf", pipeline.Directory["pictures"]]);
        await remove.WaitForExitAsync();
    }

    [Fact]
    public async Task Scan_APictureThatCanNeverBeStored_IsAWarning_AndTheOthersAreTakenIn()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 10);
        pipeline.Stores.Refused = "3.png";
        var (_, job) = await pipeline.AddAsync();

        var ended = await pipeline.WaitForEndAsync(job);

        ended.State.ShouldBe(JobState.Completed);
        ended.Progress.ByStage[ImageStages.Live].ShouldBe(9);
        ended.Warnings.ShouldBe(["3.png is left out, as the test said."]);
    }

    [Fact]
    public async Task Commands_WhileASlowSourceSaysNothing_AreHeard()
    {
        using var source = new SteppedSource(pictures: 4);
        await using var pipeline = await PipelineUnderTest.StartOnAsync(source, ("Jobs:PageSize", "2"));
        pipeline.Engine.Hold();
        var (collection, scan) = await pipeline.AddAsync("/slow");
        source.Allow(2);
        await pipeline.WaitAsync(() => pipeline.ImagesAsync(collection), images => images.Count == 2);

        (await pipeline.Job(scan).Pause()).Status.ShouldBe(CommandStatus.Done);
        (await pipeline.Job(scan).Resume()).Status.ShouldBe(CommandStatus.Done);
        (await pipeline.Job(scan).Cancel()).Status.ShouldBe(CommandStatus.Done);
        source.Allow(2);

        (await pipeline.WaitForEndAsync(scan)).State.ShouldBe(JobState.Cancelled);
    }

    [Fact]
    public async Task Delete_WhileASlowSourceIsStillRead_LeavesNothingBehind()
    {
        using var source = new SteppedSource(pictures: 6);
        await using var pipeline = await PipelineUnderTest.StartOnAsync(source, ("Jobs:PageSize", "2"));
        pipeline.Engine.Hold();
        var (collection, scan) = await pipeline.AddAsync("/slow");
        source.Allow(2);
        await pipeline.WaitAsync(() => pipeline.ImagesAsync(collection), images => images.Count == 2);

        // The page that the scan had begun to read comes when all that was known is gone.
        var deletion = (await pipeline.Grains.GetGrain<ICollectionGrain>(collection.Value).Delete()).JobId!.Value;
        await pipeline.WaitAsync(() => pipeline.ImagesAsync(collection), images => images.Count == 0);
        source.Allow(4);
        await pipeline.WaitForEndAsync(scan);
        await pipeline.WaitForEndAsync(deletion);

        (await pipeline.ImagesAsync(collection)).ShouldBeEmpty();
        (await pipeline.Reader<ICollectionReader>().FindAsync(collection, default)).ShouldBeNull();
    }

    [Fact]
    public async Task ScanAgain_NothingChanged_CountsUnchangedAndMakesNothing()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 10);
        var (collection, first) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(first);
        var made = pipeline.Engine.Renders;

        var ended = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        ended.Progress.Unchanged.ShouldBe(10);
        ended.Progress.Total.ShouldBe(0);
        pipeline.Engine.Renders.ShouldBe(made);
    }

    [Fact]
    public async Task ScanAgain_OneNewOneChangedOneTouchedOneGone_DoesOnlyWhatIsNeeded()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 10);
        var (collection, first) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(first);
        var made = pipeline.Engine.Renders;

        pipeline.WritePictures(10, 11);
        MediaPipeline.TestKit.Pictures.PngPicture.Write(pipeline.Directory["pictures", "1.png"], 5, 5, 777);
        File.SetLastWriteTimeUtc(pipeline.Directory["pictures", "2.png"], new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.Delete(pipeline.Directory["pictures", "3.png"]);
        var ended = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        ended.Progress.Unchanged.ShouldBe(7);
        ended.Progress.Missing.ShouldBe(1);
        ended.Progress.ByStage[ImageStages.Live].ShouldBe(3);
        (pipeline.Engine.Renders - made).ShouldBe(2, "the new and the changed one; the touched one has the same content");
    }

    [Fact]
    public async Task ScanAgain_WithAnotherRecipe_RendersAgainAndLeavesNoOldFile()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 5);
        var (collection, first) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(first);

        await pipeline.RestartAsync(("Renditions:ThumbnailWidth", "200"));
        var ended = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        ended.Progress.ByStage[ImageStages.Live].ShouldBe(5);
        Directory.EnumerateFiles(pipeline.Directory["cache", "thumbnails"], "*", SearchOption.AllDirectories).ShouldAllBe(f => f.Contains("_200x300."));
        Directory.EnumerateFiles(pipeline.Directory["cache", "thumbnails"], "*", SearchOption.AllDirectories).Count().ShouldBe(5);
    }

    [Fact]
    public async Task Scan_WhileOneRuns_IsTheRunningOne()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 3);
        pipeline.Engine.Hold();
        var (collection, job) = await pipeline.AddAsync();

        (await pipeline.ScanAsync(collection)).ShouldBe(job);

        pipeline.Engine.LetGo();
        await pipeline.WaitForEndAsync(job);
    }

    [Fact]
    public async Task Stopped_InTheMiddleOfARun_GoesOnByItselfWithoutUsingUpTries()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 40);
        pipeline.Engine.Hold();
        var (collection, job) = await pipeline.AddAsync();
        await pipeline.WaitAsync(() => Task.FromResult(pipeline.Engine.Held.Count), held => held > 0);

        await pipeline.RestartAsync();
        var ended = await pipeline.WaitForEndAsync(job);

        ended.State.ShouldBe(JobState.Completed);
        (await pipeline.ImagesAsync(collection)).ShouldAllBe(i => i.State == ItemState.Live && i.Tries == 0);
    }

    [Fact]
    public async Task Add_TheSamePathAgain_IsTheExistingCollection()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 1);
        var (collection, _) = await pipeline.AddAsync();

        var again = await pipeline.Grains.GetGrain<ICollectionRegisterGrain>(0).Add(new AddCollectionRequest(pipeline.Directory["pictures"] + "/."));

        again.Id.ShouldBe(collection);
        again.Created.ShouldBeFalse();
    }

    [Fact]
    public async Task Add_APathThatOverlaps_IsAConflictThatNamesTheOther()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 1);
        Directory.CreateDirectory(pipeline.Directory["pictures", "inside"]);
        var (collection, _) = await pipeline.AddAsync();
        var register = pipeline.Grains.GetGrain<ICollectionRegisterGrain>(0);

        foreach (var path in new[] { pipeline.Directory["pictures", "inside"], pipeline.Directory.Path })
        {
            var refused = await register.Add(new AddCollectionRequest(path));
            refused.Result.Status.ShouldBe(CommandStatus.Conflict);
            refused.Result.Message!.ShouldContain(collection.Value);
        }
    }

    [Theory]
    [InlineData("relative/path", "invalidPath")]
    [InlineData("/no/such/folder", "pathNotFound")]
    [InlineData("/dev/null", "unsupportedPath")]
    public async Task Add_ABadPath_IsRefusedWithItsReason(string path, string code)
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();

        (await pipeline.Grains.GetGrain<ICollectionRegisterGrain>(0).Add(new AddCollectionRequest(path))).Result.Code.ShouldBe(code);
    }

    [Fact]
    public async Task Add_OutsideTheAllowedRoots_IsForbidden()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Collections:AllowedRoots:0", "/srv/pictures"));
        pipeline.WritePictures(0, 1);

        var refused = await pipeline.Grains.GetGrain<ICollectionRegisterGrain>(0).Add(new AddCollectionRequest(pipeline.Directory["pictures"]));

        refused.Result.Status.ShouldBe(CommandStatus.Forbidden);
    }

    [Fact]
    public async Task Delete_TakesAwayWhatWasMadeAndNeverTheOriginals()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 12);
        var (collection, first) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(first);

        var deletion = await pipeline.Grains.GetGrain<ICollectionGrain>(collection.Value).Delete();
        await pipeline.WaitForEndAsync(deletion.JobId!.Value);

        (await pipeline.Reader<ICollectionReader>().FindAsync(collection, default)).ShouldBeNull();
        (await pipeline.ImagesAsync(collection)).ShouldBeEmpty();
        Directory.EnumerateFiles(pipeline.Directory["cache"], "*.jpg", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetFiles(pipeline.Directory["pictures"]).Length.ShouldBe(12);
    }

    [Fact]
    public async Task Delete_WhileAScanRuns_EndsTheScanAndLeavesNothing()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 12);
        pipeline.Engine.Hold();
        var (collection, scan) = await pipeline.AddAsync();
        await pipeline.WaitAsync(() => Task.FromResult(pipeline.Engine.Held.Count), held => held > 0);

        // The deletion ends the scan in a step of its own: until then a scan whose pictures are let go may still complete.
        var deletion = await pipeline.Grains.GetGrain<ICollectionGrain>(collection.Value).Delete();
        await pipeline.WaitForJobAsync(scan, j => j.State == JobState.Cancelled);
        pipeline.Engine.LetGo();
        await pipeline.WaitForEndAsync(deletion.JobId!.Value);

        (await pipeline.WaitForEndAsync(scan)).State.ShouldBe(JobState.Cancelled);
        (await pipeline.ImagesAsync(collection)).ShouldBeEmpty();
    }

    internal static void Execute(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
