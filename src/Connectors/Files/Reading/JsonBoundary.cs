using System.Buffers;

namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>Finds the end of a JSON value by its brackets and quotes; what is between them is not looked at.</summary>
internal sealed class JsonBoundary : IRecordBoundary
{
    private static readonly SearchValues<byte> Brackets = SearchValues.Create("\"{}[]"u8), InText = SearchValues.Create("\"\\\n"u8),
        BehindScalar = SearchValues.Create(",:]} \t\r\n"u8);

    private bool _hasBegun, _isScalar, _isInText, _isEscaped;
    private int _depth;

    /// <summary>How deep its objects and lists are nested.</summary>
    public int Deepest { get; private set; }

    public void Begin()
    {
        (_hasBegun, _isScalar, _isInText, _isEscaped) = (false, false, false, false);
        (_depth, Deepest) = (0, 0);
    }

    public int FindEnd(ReadOnlySpan<byte> bytes)
    {
        if (!_hasBegun && !bytes.IsEmpty)
        {
            _hasBegun = true;
            _isScalar = bytes[0] is not ((byte)'"' or (byte)'{' or (byte)'[');
        }

        if (_isScalar)
        {
            return bytes.IndexOfAny(BehindScalar);
        }

        var position = 0;
        while (position < bytes.Length)
        {
            if (_isEscaped)
            {
                _isEscaped = false;
                position++;
                continue;
            }

            var found = bytes[position..].IndexOfAny(_isInText ? InText : Brackets);
            if (found < 0)
            {
                return -1;
            }

            position += found + 1;
            if (IsEnd(bytes[position - 1]))
            {
                return position;
            }
        }

        return -1;
    }

    private bool IsEnd(byte found)
    {
        switch (found)
        {
            case (byte)'"':
                _isInText = !_isInText;
                return !_isInText && _depth == 0;
            case (byte)'\\':
                _isEscaped = true;
                return false;
            case (byte)'\n':
                // A quote is missing: no text goes over the end of a line. Whoever parses it says where.
                return true;
            case (byte)'{' or (byte)'[':
                Deepest = Math.Max(Deepest, ++_depth);
                return false;
            default:
                return --_depth <= 0;
        }
    }
}
