using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace MediaPipeline.Benchmarks.Imaging;

/// <summary>
/// The built server takes in the pictures as a collection: scan, state in SQLite, probe, both renditions, fsync. Its start is not counted. It is warmed up by a few pictures,
/// as the other rows are, or by as many as are counted: .NET compiles what runs often while it runs, which a library of some thousand pictures does not notice.
/// </summary>
internal static class WholePipeline
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(200);

    public static async Task<Cost> TimeAsync(string program, string library, string pictures, string output, bool copy, int warmUp)
    {
        await using var server = await ServerProcess.StartAsync(
            program, Path.Combine(output, "data"), ("Imaging__LibraryPath", library), ("Imaging__UseSecondLibrary", "false"), ("Renditions__CopyWhatFits", $"{copy}"));
        await ImportAsync(server.Http, WarmUp(pictures, output, warmUp));
        var before = ProcessorTime.OfFamily(server.Id);
        var watch = Stopwatch.StartNew();
        await ImportAsync(server.Http, pictures);
        return new Cost(watch.Elapsed.TotalSeconds, ProcessorTime.OfFamily(server.Id) - before);
    }

    private static string WarmUp(string pictures, string output, int count)
    {
        var warm = Directory.CreateDirectory(Path.Combine(output, "warm")).FullName;
        foreach (var file in Directory.EnumerateFiles(pictures).Order(StringComparer.Ordinal).Take(count))
        {
            File.Copy(file, Path.Combine(warm, Path.GetFileName(file)));
            File.SetLastWriteTimeUtc(Path.Combine(warm, Path.GetFileName(file)), File.GetLastWriteTimeUtc(file));
        }

        return warm;
    }

    private static async Task ImportAsync(HttpClient http, string path)
    {
        using var added = await http.PostAsJsonAsync("/api/v1/collections", new { path });
        added.EnsureSuccessStatusCode();
        var job = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("jobId").GetString();
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
                    throw new InvalidOperationException($"The import of '{path}' is {state}: {view}");
            }
        }
    }
}
