using System.Text.Json;

namespace MediaPipeline.Contracts;

/// <summary>The names of an enum as they are sent and stored.</summary>
public static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>()
        .ToDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
    private static readonly Dictionary<string, T> Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> All { get; } = [.. Values.Keys];

    public static string Name(T value) => Names[value];

    /// <summary>The value of a name that was stored.</summary>
    public static T Parse(string name) => Values[name];

    /// <summary>The value of a name that a caller sent, ignoring case; false for an unknown one.</summary>
    public static bool TryParse(string name, out T value) => Values.TryGetValue(name, out value);
}
