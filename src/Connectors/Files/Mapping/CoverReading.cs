using System.Text.Json;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>Reads the address of a cover.</summary>
internal static class CoverReading
{
    private const int MaxLength = 2_000;

    // TMDB gives paths below this address: https://developer.themoviedb.org/docs/image-basics
    private const string TmdbPictures = "https://image.tmdb.org/t/p/original";

    // From the largest to the smallest.
    private static readonly string[] Sizes =
        ["extraLarge", "original", "large", "large_image_url", "image_url", "medium", "url", "small", "jpg", "webp"];

    public static string? Read(IEnumerable<FieldValue> values, FaultList faults)
    {
        foreach (var value in values.Where(value => !value.IsUnknown))
        {
            var address = value.Text?.Trim() ?? (value.IsObject ? Largest(value.Json) : null);
            if (value.IsObject && address is null)
            {
                continue;
            }

            if (value.Name.Key is "posterpath" && address is ['/', ..])
            {
                address = TmdbPictures + address;
            }

            if (address?.Length <= MaxLength && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            {
                return address;
            }

            faults.Add(value, "write an address that begins with http:// or https://, or leave it out");
        }

        return null;
    }

    private static string? Largest(JsonElement sizes) => TextReading.Inner(sizes, Sizes) switch
    {
        { ValueKind: JsonValueKind.Object } inner => Largest(inner),
        { ValueKind: JsonValueKind.String } text => JsonText.Read(text),
        _ => null,
    };
}
