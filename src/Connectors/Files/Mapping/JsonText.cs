using System.Text.Json;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>Texts of JSON, which may hold half of a pair of surrogates.</summary>
internal static class JsonText
{
    /// <summary>Null if it is no text in Unicode.</summary>
    public static string? Read(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            // The caller says which value it is.
            return null;
        }
    }
}
