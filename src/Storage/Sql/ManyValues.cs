namespace MediaPipeline.Storage.Sql;

/// <summary>Statements on many values at once: always the same number of parameters, so that the statement stays prepared.</summary>
internal static class ManyValues
{
    private const int AtOnce = 64;

    private static readonly string[] Names = [.. Enumerable.Range(0, AtOnce).Select(i => $"@v{i}")];

    /// <summary>The values in parentheses, behind <c>IN</c>.</summary>
    public static string List { get; } = $"({string.Join(", ", Names)})";

    /// <summary>A row for each value, with <c>@owner</c> beside it, behind <c>VALUES</c>.</summary>
    public static string RowsWithOwner { get; } = RowsWith("@owner");

    /// <summary>A row for each value, with those beside it, behind <c>VALUES</c>.</summary>
    public static string RowsWith(string others) => string.Join(", ", Names.Select(name => $"({name}, {others})"));

    /// <summary>The values in groups, as parameters; a group that is not full repeats its last value.</summary>
    public static IEnumerable<(string Name, object? Value)[]> Parameters(IEnumerable<string> values) =>
        values.Chunk(AtOnce).Select(chunk => Names.Select((name, i) => (name, (object?)chunk[Math.Min(i, chunk.Length - 1)])).ToArray());
}
