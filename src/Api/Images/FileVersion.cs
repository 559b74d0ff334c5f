using MediaPipeline.Contracts.Reading;
using Microsoft.Net.Http.Headers;

namespace MediaPipeline.Api.Images;

/// <summary>Identifies a version of a file's content.</summary>
/// <param name="IsCertain">The stored hash is that of these very bytes, as far as length and time can tell.</param>
internal sealed record FileVersion(string Tag, bool IsCertain, DateTimeOffset ModifiedAt)
{
    public EntityTagHeaderValue EntityTag => new('"' + Tag + '"');

    /// <summary>A file that was changed since its hash was taken (an original that no scan has seen yet) is known by length and time instead.</summary>
    public static FileVersion Of(RenditionLocation location, long length, DateTime writtenUtc)
    {
        var written = new DateTimeOffset(writtenUtc);
        var unchanged = (location.Bytes is null || location.Bytes == length)
            && (location.ModifiedAt is not { } known || known.ToUnixTimeSeconds() == written.ToUnixTimeSeconds());
        return location.Hash is { } hash && unchanged && IsTag(hash)
            ? new FileVersion(hash, true, written)
            : new FileVersion($"{length:x}-{written.UtcTicks:x}", false, written);
    }

    private static bool IsTag(string hash) => hash.Length > 0 && hash.All(char.IsAsciiLetterOrDigit);
}
