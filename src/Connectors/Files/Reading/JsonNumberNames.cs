namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>NaN, Infinity and -Infinity outside of texts, as some programs write them.</summary>
internal static class JsonNumberNames
{
    public static bool Contains(ReadOnlySpan<byte> json) => json.IndexOf("NaN"u8) >= 0 || json.IndexOf("Infinity"u8) >= 0;

    /// <summary>The same with quotes around them.</summary>
    public static byte[] Quote(ReadOnlySpan<byte> json)
    {
        var quoted = new List<byte>(json.Length + 64);
        var isInText = false;
        for (var position = 0; position < json.Length;)
        {
            var length = isInText ? 0 : NameLength(json[position..]);
            if (length > 0)
            {
                quoted.AddRange([(byte)'"', .. json.Slice(position, length), (byte)'"']);
                position += length;
                continue;
            }

            isInText ^= json[position] == (byte)'"';
            length = isInText && json[position] == (byte)'\\' ? Math.Min(2, json.Length - position) : 1;
            quoted.AddRange(json.Slice(position, length));
            position += length;
        }

        return [.. quoted];
    }

    private static int NameLength(ReadOnlySpan<byte> json) =>
        json.StartsWith("NaN"u8) ? 3 : json.StartsWith("Infinity"u8) ? 8 : json.StartsWith("-Infinity"u8) ? 9 : 0;
}
