using System.Buffers;
using System.Text.Unicode;

namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>The bytes of a record, valid until the next one is read.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="IsTooLong">It is longer than a record may be; its bytes are gone.</param>
/// <param name="IsWhole">It ended before the file did.</param>
internal readonly record struct RawRecord(long Line, ReadOnlySequence<byte> Bytes, bool IsTooLong, bool IsWhole)
{
    /// <summary>Stands for what was invalid in UTF-16: no text may contain it.</summary>
    public const string NoCharacter = "\uFFFF";

    public bool IsBlank
    {
        get
        {
            foreach (var part in Bytes)
            {
                if (part.Span.ContainsAnyExcept(" \t\r\n"u8))
                {
                    return false;
                }
            }

            return !IsTooLong;
        }
    }

    /// <summary>Its bytes in one piece; copied only where they lie in several.</summary>
    public ReadOnlyMemory<byte> Joined => Bytes.IsSingleSegment ? Bytes.First : Bytes.ToArray();

    public static bool IsText(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) && bytes.IndexOf("\uFFFF"u8) < 0;
}
