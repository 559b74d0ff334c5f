using System.Text.Json;
using MediaPipeline.Connectors.Mapping;

namespace MediaPipeline.Connectors.Plex;

/// <summary>A library of a Plex server.</summary>
/// <param name="Key">Its number.</param>
/// <param name="Type"><c>movie</c>, <c>show</c>, <c>artist</c>, …</param>
internal sealed record PlexSection(string Key, string Type, string Title)
{
    public static PlexSection Of(JsonElement directory)
    {
        var record = new ProviderRecord(directory);
        return new(record.Name("key") ?? "", record.Word("type") ?? "", record.Name("title") ?? "");
    }

    public bool IsCalled(string name) =>
        string.Equals(Key, name, StringComparison.Ordinal) || string.Equals(Title, name, StringComparison.OrdinalIgnoreCase);
}
