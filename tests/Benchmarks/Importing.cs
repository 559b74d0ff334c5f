using System.Net.Http.Json;
using System.Text.Json;

namespace MediaPipeline.Benchmarks;

/// <summary>What a client does to have a folder of pictures taken in.</summary>
internal static class Importing
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Adds the folder as a collection; its scan begins at once.</summary>
    public static async Task<(string Collection, string Job)> StartAsync(HttpClient http, string path)
    {
        using var added = await http.PostAsJsonAsync("/api/v1/collections", new { path });
        added.EnsureSuccessStatusCode();
        var answer = await added.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.GetProperty("id").GetString()!, answer.GetProperty("jobId").GetString()!);
    }

    /// <summary>Waits until the job is done.</summary>
    public static async Task WaitAsync(HttpClient http, string job)
    {
        while (true)
        {
            var view = await http.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}");
            switch (view.GetProperty("state").GetString())
            {
                case "completed":
                    return;
                case "queued" or "running":
                    await Task.Delay(PollEvery);
                    break;
                case var state:
                    throw new InvalidOperationException($"Job {job} is {state}: {view}");
            }
        }
    }

    /// <summary>How many of a job's pictures are live, by its view.</summary>
    public static long LiveOf(JsonElement job) => job.GetProperty("progress").GetProperty("byStage") is var stages
        && stages.TryGetProperty("live", out var live) ? live.GetInt64() : 0;

    public static async Task RunAsync(HttpClient http, string path) => await WaitAsync(http, (await StartAsync(http, path)).Job);

    /// <summary>A folder with copies of the first pictures, to be taken in before those that are timed.</summary>
    public static string WarmUp(string pictures, string output, int count)
    {
        var warm = Directory.CreateDirectory(Path.Combine(output, "warm")).FullName;
        foreach (var file in Directory.EnumerateFiles(pictures).Order(StringComparer.Ordinal).Take(count))
        {
            File.Copy(file, Path.Combine(warm, Path.GetFileName(file)));
            File.SetLastWriteTimeUtc(Path.Combine(warm, Path.GetFileName(file)), File.GetLastWriteTimeUtc(file));
        }

        return warm;
    }
}
