namespace MediaPipeline.Storage.Sql.Images;

/// <summary>The sort keys at some offsets of an order.</summary>
/// <param name="version">Of the order: another one when a picture has come or gone.</param>
internal sealed class KnownOffsets(long version, long total)
{
    // The last code point there is, so after every key: a store compares the bytes of UTF-8.
    private const string End = "\U0010FFFF";
    private const int Most = 1000;
    private readonly Lock _gate = new();
    private readonly SortedList<long, string> _keys = [];

    public long Version => version;

    /// <summary>The last known key at or before that offset, or the start: what comes from its key on has that offset.</summary>
    public (long Offset, string SortKey) Before(long offset)
    {
        lock (_gate)
        {
            var index = FirstFrom(offset + 1) - 1;
            return index < 0 ? (0, "") : (_keys.GetKeyAtIndex(index), _keys.GetValueAtIndex(index));
        }
    }

    /// <summary>The first known key at or after that offset, or the end: what comes before its key has smaller offsets.</summary>
    public (long Offset, string SortKey) After(long offset)
    {
        lock (_gate)
        {
            var index = FirstFrom(offset);
            return index == _keys.Count ? (total, End) : (_keys.GetKeyAtIndex(index), _keys.GetValueAtIndex(index));
        }
    }

    public void Remember(long offset, string sortKey)
    {
        lock (_gate)
        {
            if (_keys.Count >= Most)
            {
                _keys.Clear();
            }

            _keys[offset] = sortKey;
        }
    }

    private int FirstFrom(long offset)
    {
        var (low, high) = (0, _keys.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _keys.GetKeyAtIndex(middle) < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
