using System.Diagnostics;
using System.Text.Json;
using MediaPipeline.Search.Embedding.BuiltIn;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Search.Tests.Embedding.BuiltIn;

/// <summary>The embedder in a process of its own, since a native library stays loaded in that of the tests.</summary>
internal static class FreshProcess
{
    private static readonly string[] Signs = ["onnxruntime", "ArcticXs"];

    /// <returns>What was loaded of the model, and the resident memory, at each point.</returns>
    public static async Task<IReadOnlyDictionary<string, ProcessState>> RunAsync(string directory)
    {
        string[] arguments = ["exec", typeof(FreshProcess).Assembly.Location, directory];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return JsonSerializer.Deserialize<Dictionary<string, ProcessState>>(output)!;
    }

    public static async Task Main(string[] arguments)
    {
        var states = new Dictionary<string, ProcessState>();
        await using var host = new BuiltInHost(arguments[0]);
        _ = host.Embedder.GetService<EmbeddingGeneratorMetadata>();
        states["registered"] = ProcessState.Now();

        await host.Embedder.GenerateAsync(["text"]);
        states["used"] = ProcessState.Now();

        host.Services.GetRequiredService<BuiltInEmbedder>().Dispose();
        states["let go"] = ProcessState.Now();
        Console.WriteLine(JsonSerializer.Serialize(states));
    }

    internal sealed record ProcessState(IReadOnlyList<string> Loaded, long ResidentBytes)
    {
        public static ProcessState Now() =>
            new([.. File.ReadLines("/proc/self/maps").SelectMany(line => Signs.Where(line.Contains)).Distinct()], Environment.WorkingSet);
    }
}
