using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>
/// How many bytes a folder holds, never too few: what the stored states named when they were last asked, what has been admitted and is not known to be stored,
/// and what was settled after that question began. Only what is deleted or came to nothing meanwhile is counted too long: until the next question.
/// </summary>
internal sealed class FolderLedger
{
    private readonly Dictionary<ImageId, (int Attempt, long Bytes)> _reserved = [];
    private long _named, _reservedBytes, _settledBytes;

    /// <summary>Whether the stored states have been asked at all.</summary>
    public bool IsKnown { get; private set; }

    public long Held => _named + _reservedBytes + _settledBytes;

    /// <summary>Admissions that are not settled yet.</summary>
    public int Reservations => _reserved.Count;

    /// <summary>Mean bytes of a picture's renditions; 0 where there are none.</summary>
    public long Average { get; private set; }

    /// <summary>To be taken before the stored states are asked, and handed to <see cref="Know"/> with their answer.</summary>
    public long Mark() => _settledBytes;

    /// <summary>What the stored states named at some time after the mark was taken: what had been settled before it is in there.</summary>
    public void Know(long bytes, long files, long mark)
    {
        _named = bytes;
        _settledBytes -= mark;
        Average = files == 0 ? 0 : 2 * bytes / files;
        IsKnown = true;
    }

    /// <summary>Reserves space. A later attempt of the same picture takes the place of an earlier one, which may have left files of its size.</summary>
    public void Reserve(ImageId image, int attempt, long bytes)
    {
        var earlier = _reserved.GetValueOrDefault(image);
        var kept = (Attempt: Math.Max(attempt, earlier.Attempt), Bytes: Math.Max(bytes, earlier.Bytes));
        _reservedBytes += kept.Bytes - earlier.Bytes;
        _reserved[image] = kept;
    }

    /// <summary>The state that names the files is stored, or they came to nothing. Only the latest attempt can say so.</summary>
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
