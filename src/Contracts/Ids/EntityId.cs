using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace MediaPipeline.Contracts.Ids;

/// <summary>Parses and derives ids: a prefix and 32 hexadecimal digits.</summary>
public static class EntityId
{
    private const int Digits = 32, PlaceBytes = 4;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether the text is an id of this kind.</summary>
    public static bool TryParse<TId>([NotNullWhen(true)] string? text, out TId id)
        where TId : struct, IEntityId<TId>
    {
        if (IsOf(TId.Prefix, text))
        {
            id = TId.FromValidated(text);
            return true;
        }

        id = default;
        return false;
    }

    /// <summary>Whether the text is an id with that prefix.</summary>
    public static bool IsOf(string prefix, [NotNullWhen(true)] string? text) =>
        text is not null && text.Length == prefix.Length + Digits && text.StartsWith(prefix, StringComparison.Ordinal)
        && !text.AsSpan(prefix.Length).ContainsAnyExcept(HexDigits);

    /// <summary>The id of this text, or a <see cref="FormatException"/> that says what an id of this kind looks like.</summary>
    public static TId Parse<TId>(string text)
        where TId : struct, IEntityId<TId> =>
        TryParse<TId>(text, out var id) ? id
            : throw new FormatException($"'{text}' is not an id of this kind: expected '{TId.Prefix}' and {Digits} hexadecimal digits.");

    /// <summary>The same parts give the same id, everywhere and always: the first 128 bits of their SHA-256.</summary>
    public static TId Derive<TId>(params ReadOnlySpan<string> parts)
        where TId : struct, IEntityId<TId>
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Digest(parts, digest);
        return Of<TId>(digest);
    }

    /// <summary>
    /// As <see cref="Derive"/>, but the first 32 bits depend on <paramref name="place"/> alone, so that ids of one place are adjacent in the index. With a
    /// million random ids, nearly every insert would touch a different index page.
    /// </summary>
    public static TId DeriveIn<TId>(ReadOnlySpan<string> place, ReadOnlySpan<string> parts)
        where TId : struct, IEntityId<TId>
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes], ofPlace = stackalloc byte[SHA256.HashSizeInBytes];
        Digest(parts, digest);
        Digest(place, ofPlace);
        ofPlace[..PlaceBytes].CopyTo(digest);
        return Of<TId>(digest);
    }

    private static TId Of<TId>(ReadOnlySpan<byte> digest)
        where TId : struct, IEntityId<TId> => TId.FromValidated(TId.Prefix + Convert.ToHexStringLower(digest[..(Digits / 2)]));

    private static void Digest(ReadOnlySpan<string> parts, Span<byte> digest)
    {
        var length = parts.Length;
        foreach (var part in parts)
        {
            length += Encoding.UTF8.GetMaxByteCount(part.Length);
        }

        var rented = ArrayPool<byte>.Shared.Rent(length);
        var end = 0;
        foreach (var part in parts)
        {
            end += Encoding.UTF8.GetBytes(part, rented.AsSpan(end));
            rented[end++] = 0;
        }

        SHA256.HashData(rented.AsSpan(0, end), digest);
        ArrayPool<byte>.Shared.Return(rented);
    }
}
