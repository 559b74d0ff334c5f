using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MediaPipeline.Benchmarks.Calls;

/// <summary>Runs both builds in turns, each round in processes of their own, so that what else the machine does falls on both.</summary>
internal static class Comparison
{
    public static async Task RunAsync(string localAssembly, string orleansAssembly, int rounds, string output)
    {
        var loadBefore = await LoadAsync();
        var measured = new Dictionary<string, List<IReadOnlyList<CallRow>>>(StringComparer.Ordinal) { ["LocalSilo"] = [], ["LocalSilo, copying"] = [], ["Orleans"] = [] };
        for (var round = 0; round < rounds; round++)
        {
            measured["LocalSilo"].Add(await RoundAsync(localAssembly, "run"));
            measured["Orleans"].Add(await RoundAsync(orleansAssembly, "run"));
            measured["LocalSilo, copying"].Add(await RoundAsync(localAssembly, "run", "--copy"));
        }

        Directory.CreateDirectory(output);
        var machine = $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {rounds} rounds, load average {loadBefore} before and {await LoadAsync()} after";
        var table = Table(measured, machine, FileVersionInfo.GetVersionInfo(Path.Combine(Path.GetDirectoryName(orleansAssembly)!, "Orleans.Runtime.dll")).ProductVersion);
        await File.WriteAllTextAsync(Path.Combine(output, "calls.md"), table);
        await File.WriteAllTextAsync(Path.Combine(output, "calls.json"), JsonSerializer.Serialize(new { machine, measured }, new JsonSerializerOptions { WriteIndented = true }));
        Console.WriteLine(table);
    }

    private static async Task<string> LoadAsync() =>
        OperatingSystem.IsLinux() ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "unknown";

    private static async Task<IReadOnlyList<CallRow>> RoundAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var json = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<List<CallRow>>(json)!
            : throw new InvalidOperationException($"'dotnet {string.Join(' ', arguments)}' ended with {process.ExitCode}.");
    }

    private static string Table(Dictionary<string, List<IReadOnlyList<CallRow>>> measured, string machine, string? orleansVersion)
    {
        var text = new StringBuilder();
        text.AppendLine("# Calls: the embedded runtime beside Orleans").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Operations a second, medians (lowest to highest) of {machine}. Orleans {orleansVersion}.").AppendLine();
        text.AppendLine("| | LocalSilo | LocalSilo, messages copied | Orleans | LocalSilo : Orleans | copied : Orleans |").AppendLine("|---|---|---|---|---|---|");
        foreach (var name in measured["LocalSilo"][0].Select(row => row.Name))
        {
            var (local, copying, orleans) = (Figures(measured["LocalSilo"], name), Figures(measured["LocalSilo, copying"], name), Figures(measured["Orleans"], name));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Show(local)} | {Show(copying)} | {Show(orleans)} | {Median(local) / Median(orleans):0.00} | {Median(copying) / Median(orleans):0.00} |");
        }

        text.AppendLine().AppendLine(
            """
            The rounds alternate, each in a process of its own, so that what else the machine does falls on both; read the ratios. "Copied" is the fair comparison where messages matter:
            Orleans copies every message, the embedded runtime only with `CopyMessages`. How to measure again: [docs/runtime.md](../../../docs/runtime.md#how-fast-it-is).
            """);
        return text.ToString();
    }

    private static double[] Figures(List<IReadOnlyList<CallRow>> rounds, string name) => [.. rounds.Select(round => round.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal)).PerSecond).Order()];

    private static double Median(double[] figures) => figures[figures.Length / 2];

    private static string Show(double[] figures) => string.Create(CultureInfo.InvariantCulture, $"{Median(figures):N0} ({figures[0]:N0} to {figures[^1]:N0})");
}
