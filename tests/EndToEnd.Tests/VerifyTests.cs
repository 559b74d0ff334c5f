using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Archives;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>A scan that reads all again, in a real process, with content that changed behind equal size and times.</summary>
public sealed class VerifyTests
{
    private const int Pictures = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Verify_KilledInTheMiddle_FindsWhatChanged_AndKeepsTheRest()
    {
        using var directory = new TemporaryDirectory();
        PngPicture.WriteMany(Pictures, 400, 300, i => directory["pictures", $"{i}.png"]);
        var comic = new ZipFile().Add("1.png", PngPicture.Create(400, 300, 7_001)).Add("2.png", PngPicture.Create(400, 300, 7_002))
            .Save(directory["pictures", "comic.cbz"]);
        string collection;
        IReadOnlyList<ImageView> before;
        await using (var server = await RunningServer.StartAsync(directory["data"]))
        {
            (collection, var import) = await server.AddCollectionAsync(directory["pictures"]);
            (await server.WaitForEndAsync(import, Patience)).State.ShouldBe(JobState.Completed);
            before = await server.ImagesAsync(collection);
            var other = PngPicture.WithComment(PngPicture.Create(400, 300, 5_000), "copy X");
            Overwrite(directory["pictures", "5.png"], PngPicture.WithComment(PngPicture.Create(400, 300, 5_000), "copy 5"), other);
            Overwrite(comic, PngPicture.Create(400, 300, 7_002).AsSpan()[^40..], new byte[40]);
            (await server.StopAsync()).ShouldBe(0);
        }

        await AsIfSeenAsTheyAreAsync(directory);
        string verify;
        await using (var server = await RunningServer.StartAsync(directory["data"]))
        {
            var scan = await server.WaitForEndAsync(await server.ScanAsync(collection), Patience);
            (scan.Progress.Unchanged, scan.Progress.Total).ShouldBe((Pictures + 2, 0));
            verify = await VerifyAsync(server, collection);
            await server.WaitForJobAsync(verify, job => job.CompletedAt is not null || job.Verification!.Verified > 5, Patience);
            await server.KillAsync();
        }

        await using var last = await RunningServer.StartAsync(directory["data"]);
        var ended = await last.WaitForEndAsync(verify, Patience);

        ended.State.ShouldBe(JobState.CompletedWithErrors);
        ended.Verification.ShouldBe(new VerificationReport(Pictures + 1, 1, 1));
        (ended.Progress.Total, ended.Progress.Failed).ShouldBe((Pictures + 2, 1));
        ended.Errors.ShouldHaveSingleItem().Code.ShouldBe("corruptEntry");
        var after = (await last.ImagesAsync(collection)).ToDictionary(image => image.Id);
        foreach (var old in before.Where(image => image.Path is not "5.png" && image.Entry is not "2.png"))
        {
            (after[old.Id].State, after[old.Id].Thumbnail, after[old.Id].ContentHash, after[old.Id].Stages[ImageStages.Rendered])
                .ShouldBe((ItemState.Live, old.Thumbnail, old.ContentHash, old.Stages[ImageStages.Rendered]), old.Path);
        }

        var changed = before.Single(image => image.Path is "5.png");
        after[changed.Id].ContentHash.ShouldNotBe(changed.ContentHash);
        await CacheFolderCheck.AssertExactAsync(last, [.. after.Values.Where(image => image.State == ItemState.Live)]);
    }

    private static async Task<string> VerifyAsync(RunningServer server, string collection)
    {
        using var answer = await server.Http.PostAsJsonAsync($"/api/v1/collections/{collection}/scan", new { verify = true });
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("jobId").GetString()!;
    }

    private static void Overwrite(string path, ReadOnlySpan<byte> sought, ReadOnlySpan<byte> replacement)
    {
        var (bytes, time) = (File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path));
        var at = bytes.AsSpan().LastIndexOf(sought);
        at.ShouldBeGreaterThanOrEqualTo(0);
        replacement.CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, time);
    }

    // As after a fault that leaves no trace in the file system: nobody can set the time at which a file was changed.
    private static async Task AsIfSeenAsTheyAreAsync(TemporaryDirectory directory)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={directory["data", "mediapipeline.db"]};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE images SET document = json_remove(document, '$.sourceChangedAt', '$.sourceInode')";
        await command.ExecuteNonQueryAsync();
    }
}
