using System.Diagnostics;

namespace MediaPipeline.Benchmarks.Imaging;

/// <summary>
/// The built server takes in the pictures as a collection: scan, state in SQLite, probe, both renditions, fsync. Its start is not counted. It is warmed up by
/// a few pictures, as the other rows are, or by as many as are counted: .NET compiles what runs often while it runs, which a library of some thousand
/// pictures does not notice.
/// </summary>
internal static class WholePipeline
{
    public static async Task<Cost> TimeAsync(string program, string pictures, string output, bool copy, int warmUp)
    {
        await using var server = await ServerProcess.StartAsync(
            program, Path.Combine(output, "data"), ("Renditions__CopyWhatFits", $"{copy}"));
        await Importing.RunAsync(server.Http, Importing.WarmUp(pictures, output, warmUp));
        var before = ProcessorTime.OfFamily(server.Id);
        var watch = Stopwatch.StartNew();
        await Importing.RunAsync(server.Http, pictures);
        return new Cost(watch.Elapsed.TotalSeconds, ProcessorTime.OfFamily(server.Id) - before);
    }
}
