using System.Globalization;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Silo.Imports;

/// <summary>What an import came to, in one line.</summary>
internal static class ImportSummary
{
    public static string Of(ImportReport import)
    {
        (long Count, string What)[] counts =
            [(import.New, "new"), (import.Changed, "changed"), (import.Unchanged, "unchanged"), (import.Merged, "merged"), (import.Invalid, "invalid")];
        var parts = counts.Where(part => part.Count > 0).Select(part => $"{Number(part.Count)} {part.What}").ToList();
        return $"{Number(import.Read)} records read{(parts.Count > 0 ? ": " : "")}{string.Join(", ", parts)}";
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
