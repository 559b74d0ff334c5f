using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MediaPipeline.Archives.Tar;

/// <summary>What pax stores before the header of a file because the header has no room for it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PaxAttributes(byte[]? Name, long? Bytes, bool IsSparse)
{
    /// <summary>Lines of <c>LENGTH KEY=VALUE\n</c>, where the length counts the whole line.</summary>
    public static bool TryParse(ReadOnlySpan<byte> content, out PaxAttributes attributes)
    {
        attributes = default;
        while (!content.IsEmpty && content[0] != 0)
        {
            var space = content[..Math.Min(content.Length, 12)].IndexOf((byte)' ');
            if (space <= 0 || !int.TryParse(content[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length <= space + 1
                || length > content.Length || content[length - 1] != '\n')
            {
                return false;
            }

            var line = content[(space + 1)..(length - 1)];
            var equals = line.IndexOf((byte)'=');
            if (equals < 0)
            {
                return false;
            }

            attributes = attributes.With(Encoding.UTF8.GetString(line[..equals]), line[(equals + 1)..]);
            content = content[length..];
        }

        return true;
    }

    private PaxAttributes With(string key, ReadOnlySpan<byte> value) => key switch
    {
        "path" when value.Length > 0 && !IsSparse => this with { Name = value.ToArray() },
        "size" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) => this with { Bytes = bytes },
        "GNU.sparse.name" => this with { Name = value.ToArray(), IsSparse = true },
        _ when key.StartsWith("GNU.sparse.", StringComparison.Ordinal) => this with { IsSparse = true },
        _ => this,
    };
}
