namespace MediaPipeline.Storage.Sql;

/// <summary>Statements on many rows of two values: always the same number of parameters, so that the statement stays prepared.</summary>
internal static class ManyPairs
{
    public const int AtOnce = 64;

    private static readonly (string First, string Second)[] Names = [.. Enumerable.Range(0, AtOnce).Select(i => ($"@a{i}", $"@b{i}"))];

    /// <summary>A row for each pair, with those values between the two, behind <c>VALUES</c>.</summary>
    public static string RowsWith(string between) => string.Join(", ", Names.Select(name => $"({name.First}, {between}, {name.Second})"));

    /// <summary>The pairs as parameters; where they are fewer than <see cref="AtOnce"/>, the last one is repeated.</summary>
    public static (string Name, object? Value)[] Parameters<T>(T[] rows, Func<T, (object? First, object? Second)> pair)
    {
        var parameters = new (string, object?)[2 * AtOnce];
        for (var i = 0; i < AtOnce; i++)
        {
            var (first, second) = pair(rows[Math.Min(i, rows.Length - 1)]);
            parameters[2 * i] = (Names[i].First, first);
            parameters[(2 * i) + 1] = (Names[i].Second, second);
        }

        return parameters;
    }
}
