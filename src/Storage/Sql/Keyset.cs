namespace MediaPipeline.Storage.Sql;

/// <summary>The columns that a list is ordered by, no two rows alike: where a page begins is a comparison with them, which an index answers.</summary>
/// <param name="columns">With their types: string or long.</param>
internal sealed class Keyset(params IReadOnlyList<(string Name, Type Type)> columns)
{
    private static readonly string[] Names = ["@keya", "@keyb", "@keyc", "@keyd"];

    public IReadOnlyList<string> Columns { get; } = [.. columns.Select(column => column.Name)];

    public IReadOnlyList<Type> Types { get; } = [.. columns.Select(column => column.Type)];

    /// <summary>The condition of the rows that come after some keys.</summary>
    /// <param name="relation">In the order of the list: <c>&gt;</c>, or <c>&lt;</c> where it is descending.</param>
    public string After(string relation = ">") => $"({string.Join(", ", Columns)}) {relation} ({string.Join(", ", Names.Take(Columns.Count))})";

    /// <summary>The values of those columns in a row.</summary>
    /// <param name="first">Position of the first of them.</param>
    public IReadOnlyList<object> Read(System.Data.Common.DbDataReader row, int first) =>
        [.. Types.Select((type, index) => type == typeof(long) ? row.GetInt64(first + index) : (object)row.GetString(first + index))];

    public static IEnumerable<(string Name, object? Value)> Parameters(IEnumerable<object> keys) => keys.Select((key, index) => (Names[index], (object?)key));
}
