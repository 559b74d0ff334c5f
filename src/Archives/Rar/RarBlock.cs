using MediaPipeline.Archives.Reading;
using Microsoft.Win32.SafeHandles;
using SharpCompress.Readers;
using SharpCompress.Readers.Rar;

namespace MediaPipeline.Archives.Rar;

/// <summary>
/// Files of a rar that follow each other, of which each needs what those before it left in the dictionary. The decoder gets the start of the archive and these
/// files alone, as if they were all there is.
/// </summary>
/// <param name="start">Signature and header of the archive.</param>
/// <param name="offset">Of the header of the first file.</param>
internal sealed class RarBlock(byte[] start, long offset) : Block
{
    // What each file adds, in their order; 0 for folders, links and empty files, which are not unpacked.
    private readonly List<long> _lengths = [];
    private long _packedEnd;

    public void Add(RarHeader header, long end)
    {
        _packedEnd = end;
        _lengths.Add(header.IsUnpacked ? header.Bytes : 0);
        if (header.IsUnpacked)
        {
            CountEntry();
            Bytes += header.Bytes;
            PackedBytes += header.DataBytes;
            DictionaryBytes = header.IsStored ? DictionaryBytes : Math.Max(DictionaryBytes, header.DictionaryBytes);
        }
    }

    public override Stream Open(SafeFileHandle file) =>
        new RarBlockStream(new JoinedStream(new MemoryStream(start), new RegionStream(file, offset, _packedEnd - offset)), _lengths);

    /// <summary>The files of the reader, one after the other.</summary>
    private sealed class RarBlockStream(Stream packed, List<long> lengths) : ForwardStream
    {
        private IReader? _reader;
        private Stream? _current;
        private int _next;
        private long _remaining;

        public override int Read(Span<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                if (_current is null && !MoveNext())
                {
                    return 0;
                }

                // At the end too, where the reader compares the checksum.
                var wanted = _remaining == 0 ? buffer[..1] : buffer[..(int)Math.Min(buffer.Length, _remaining)];
                var read = _current!.Read(wanted);
                if ((read == 0) != (_remaining == 0))
                {
                    throw new InvalidDataException("a file in it has another length than its header says");
                }

                _remaining -= read;
                if (read > 0)
                {
                    return read;
                }

                _current.Dispose();
                _current = null;
            }

            return 0;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                // Otherwise closing what was not read to its end would unpack the rest of it.
                _reader?.Cancel();
                _current?.Dispose();
                _reader?.Dispose();
                packed.Dispose();
            }

            base.Dispose(disposing);
        }

        private bool MoveNext()
        {
            _reader ??= RarReader.OpenReader(packed, new ReaderOptions { LeaveStreamOpen = true });
            while (_next < lengths.Count)
            {
                if (!_reader.MoveToNextEntry())
                {
                    throw new InvalidDataException("a file in it is missing");
                }

                _remaining = lengths[_next++];
                if (_remaining > 0)
                {
                    _current = _reader.OpenEntryStream();
                    return true;
                }
            }

            return false;
        }
    }
}
