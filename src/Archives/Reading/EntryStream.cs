using System.IO.Hashing;

namespace MediaPipeline.Archives.Reading;

/// <summary>
/// An inflated entry. Never gives more than its declared length, and its last bytes only when length and checksum are right: a reader that reaches the end has
/// the complete entry. Throws <see cref="ArchiveException"/> otherwise.
/// </summary>
/// <param name="content">What the entry holds, without a check.</param>
/// <param name="endsThere">Whether nothing may follow in <paramref name="content"/>.</param>
internal sealed class EntryStream(Stream content, bool endsThere, ArchiveEntry entry, string path, params IDisposable?[] owners) : ForwardStream
{
    private readonly Crc32 _crc = new();
    private long _remaining = entry.Bytes;

    public override int Read(Span<byte> buffer)
    {
        var wanted = buffer[..(int)Math.Min(buffer.Length, _remaining)];
        if (wanted.IsEmpty)
        {
            return 0;
        }

        var read = Inflate(wanted);
        if (read == 0)
        {
            throw Corrupt($"ends after {entry.Bytes - _remaining:N0} of {entry.Bytes:N0} bytes");
        }

        _remaining -= read;
        _crc.Append(wanted[..read]);
        CheckEnd();
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            Array.ForEach(owners, owner => owner?.Dispose());
        }

        base.Dispose(disposing);
    }

    private void CheckEnd()
    {
        if (_remaining > 0)
        {
            return;
        }

        Span<byte> more = stackalloc byte[1];
        if (endsThere && Inflate(more) > 0)
        {
            throw Corrupt($"is longer than the {entry.Bytes:N0} bytes that the archive says");
        }

        if (entry.Crc is { } crc && _crc.GetCurrentHashAsUInt32() != crc)
        {
            throw Corrupt("has another checksum than the archive says");
        }
    }

    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (Exception e) when (DecoderFaults.IsDamage(e))
        {
            throw Corrupt("cannot be unpacked", e);
        }
    }

    private ArchiveException Corrupt(string what, Exception? inner = null) =>
        new(ArchiveCodes.CorruptEntry, $"{path} is damaged: it {what}. Fetch or copy the archive once more.", inner);
}
