using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MediaPipeline.Benchmarks;

/// <summary>What reports have in common: a page for people, JSON for programs.</summary>
internal static class BenchmarkReport
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Machine { get; } = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores";

    public static void Line(this StringBuilder text, params FormattableString[] parts) =>
        text.AppendJoin("", parts.Select(part => part.ToString(CultureInfo.InvariantCulture))).Append('\n');

    /// <summary>To standard output, and to two files of that name where there is a directory for them.</summary>
    public static void Write(string? directory, string name, string page, object figures)
    {
        Console.Out.WriteLine(page);
        if (directory is not null)
        {
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Combine(directory, $"{name}.md"), page);
            File.WriteAllText(Path.Combine(directory, $"{name}.json"), JsonSerializer.Serialize(figures, Json) + "\n");
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
