using System.Buffers;

namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>
/// Finds the end of a record of CSV, whose fields in quotes may go over several lines (RFC 4180). A quote within a field that does not begin with one is a
/// letter, so that it spoils no other record.
/// </summary>
/// <param name="separators">What fields are separated by.</param>
internal sealed class CsvBoundary(ReadOnlySpan<byte> separators) : IRecordBoundary
{
    private readonly SearchValues<byte> _ends = SearchValues.Create([.. separators, (byte)'\r', (byte)'\n']);
    private bool _isFieldStart, _isInQuotes;

    /// <summary>A quote was opened and not closed.</summary>
    public bool IsInQuotes => _isInQuotes;

    public void Begin() => (_isFieldStart, _isInQuotes) = (true, false);

    public int FindEnd(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (position < bytes.Length)
        {
            if (_isFieldStart)
            {
                _isFieldStart = false;
                _isInQuotes = bytes[position] == (byte)'"';
                position += _isInQuotes ? 1 : 0;
                continue;
            }

            var found = _isInQuotes ? bytes[position..].IndexOf((byte)'"') : bytes[position..].IndexOfAny(_ends);
            if (found < 0)
            {
                return -1;
            }

            position += found + 1;
            if (bytes[position - 1] is (byte)'\r' or (byte)'\n' && !_isInQuotes)
            {
                return position;
            }

            // Behind a separator a quote begins a field; behind a quote, it was a doubled one and the field goes on.
            (_isFieldStart, _isInQuotes) = (true, false);
        }

        return -1;
    }
}
