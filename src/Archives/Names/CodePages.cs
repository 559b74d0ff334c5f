using System.Globalization;
using System.Text;

namespace MediaPipeline.Archives.Names;

/// <summary>Code pages by name; undefined bytes are an error, never a guess.</summary>
internal static class CodePages
{
    /// <summary>Null for a name that means none.</summary>
    public static Encoding? Find(string name)
    {
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        }

        if (name.StartsWith("cp", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(name.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(number, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }

        return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    /// <summary>The text, or null where a byte has no meaning in the code page.</summary>
    public static string? TryDecode(this Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = encoding.GetString(bytes);

            // Windows maps bytes without a meaning to private characters and to controls.
            return text.AsSpan().ContainsAnyInRange('\ue000', '\uf8ff') || text.AsSpan().ContainsAnyInRange('\u0080', '\u009f') ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
