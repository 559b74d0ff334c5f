using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MediaPipeline.Contracts.Commands;

namespace MediaPipeline.Contracts.Reading;

/// <summary>
/// A position in a list as an opaque text: what the last entry of a page is ordered by. It holds for its list and filter only, at every server and after any
/// restart. Texts and numbers are all that it carries.
/// </summary>
public static class PageCursor
{
    private const int Version = 1, HashBytes = 8;

    /// <param name="list">Its name, filter and order.</param>
    /// <param name="keys">Texts and whole numbers.</param>
    public static string Write(string list, params IReadOnlyList<object> keys) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<object[]>([Version, HashOf(list), .. keys], ContractJson.Options));

    /// <summary>The keys. Throws an <see cref="InvalidCursorException"/> if it is no cursor of that list.</summary>
    public static IReadOnlyList<object> Read(string list, string cursor)
    {
        var parts = Parse(cursor);
        return parts is not [long version, string hash, ..] || version != Version
            ? throw new InvalidCursorException("was written by another version of the server")
            : string.Equals(hash, HashOf(list), StringComparison.Ordinal) ? parts[2..]
            : throw InvalidCursorException.OfAnotherList();
    }

    /// <summary>The keys, of which the number and the types are known.</summary>
    /// <param name="types">string or long.</param>
    public static IReadOnlyList<object> Read(string list, string cursor, params IReadOnlyList<Type> types)
    {
        var keys = Read(list, cursor);
        return keys.Select(key => key.GetType()).SequenceEqual(types) ? keys : throw InvalidCursorException.OfAnotherList();
    }

    private static object[] Parse(string cursor)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(cursor));
            return [.. json.RootElement.EnumerateArray().Select(part => part.ValueKind == JsonValueKind.Number ? part.GetInt64() : (object)TextOf(part))];
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            throw new InvalidCursorException("is none of this server");
        }
    }

    // PostgreSQL takes no text with NUL, so no key has one.
    private static string TextOf(JsonElement part) => part.GetString() is { } text && text.Contains('\0') ? throw new FormatException() : part.GetString() ?? "";

    private static string HashOf(string list) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)).AsSpan(0, HashBytes));
}

/// <summary>A caller gave a cursor that cannot be used.</summary>
public sealed class InvalidCursorException(string why)
    : ArgumentException($"The cursor {why}. Give the nextCursor of an answer as it is, or leave it out to begin at the first entry."), ICommandFailure
{
    public static InvalidCursorException OfAnotherList() => new("belongs to another list or to other filters; repeat those that it was made with");

    public CommandResult Result => CommandResult.Invalid("invalidParameter", Message);
}
