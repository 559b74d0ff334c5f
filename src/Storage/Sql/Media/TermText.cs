using System.Security.Cryptography;
using System.Text;

namespace MediaPipeline.Storage.Sql.Media;

/// <summary>How genres and tags are compared: in small letters, with one space between words.</summary>
internal static class TermText
{
    private static readonly char[] Spaces = [' ', '\t', '\n', '\r', '\f', '\v', '\u00a0', '\u3000'];

    public static string Fold(string text) =>
        string.Join(' ', text.ToLowerInvariant().Split(Spaces, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>SHA-256 of the folded text in UTF-8, as small hexadecimal digits.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Fold(text))));
}
