using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>
/// Upper bound of the bytes in a folder: the sum over the stored states at the last query, plus admissions that are not settled, plus what was settled since
/// that query began. Files that were deleted, or never written, since then are still counted, until the next query.
/// </summary>
internal sealed class FolderLedger
{
    private readonly Dictionary<ImageId, (int Attempt, long Bytes)> _reserved = [];
    private long _named, _reservedBytes, _settledBytes;

    /// <summary>Whether the stored states have been queried at all.</summary>
    public bool IsKnown { get; private set; }

    public long Held => _named + _reservedBytes + _settledBytes;

    /// <summary>Admissions that are not settled yet.</summary>
    public int Reservations => _reserved.Count;

    /// <summary>Mean bytes of a picture's renditions; 0 where there are none.</summary>
    public long Average { get; private set; }

    /// <summary>Call it before querying the stored states, and pass it to <see cref="Know"/> with the result.</summary>
    public long Mark() => _settledBytes;

    /// <summary>Takes the sum over the stored states, queried after the mark was taken: it includes everything settled before the mark.</summary>
    public void Know(long bytes, long files, long mark)
    {
        _named = bytes;
        _settledBytes -= mark;
        Average = files == 0 ? 0 : 2 * bytes / files;
        IsKnown = true;
    }

    /// <summary>
    /// Reserves space. A later attempt at the same picture replaces the reservation of an earlier one, which may have left files of that size.
    /// </summary>
    public void Reserve(ImageId image, int attempt, long bytes)
    {
        var earlier = _reserved.GetValueOrDefault(image);
        var kept = (Attempt: Math.Max(attempt, earlier.Attempt), Bytes: Math.Max(bytes, earlier.Bytes));
        _reservedBytes += kept.Bytes - earlier.Bytes;
        _reserved[image] = kept;
    }

    /// <summary>Releases a reservation: the state that refers to the files is stored, or there are none. Only the latest attempt can settle.</summary>
    public void Settle(ImageId image, int attempt)
    {
        if (_reserved.TryGetValue(image, out var reserved) && reserved.Attempt == attempt)
        {
            _reserved.Remove(image);
            _reservedBytes -= reserved.Bytes;
            _settledBytes += reserved.Bytes;
        }
    }
}
