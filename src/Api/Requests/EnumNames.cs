using System.Text.Json;

namespace MediaPipeline.Api.Requests;

/// <summary>The names of an enum as they are sent.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(Name, StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<string> All { get; } = [.. Values.Keys];

    public static bool TryParse(string text, out T value) => Values.TryGetValue(text, out value);

    public static string Name(T value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
