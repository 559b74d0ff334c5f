using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.GZip;
using MediaPipeline.Grains.Ports.Catalogue;
using ZstdSharp;

namespace MediaPipeline.Connectors.Files.Reading;

/// <summary>
/// A catalogue file as UTF-8 without a byte order mark: unpacked, and converted if it is UTF-16. Holds what has been read but not yet been taken: one record at
/// most, and a buffer.
/// </summary>
internal sealed class CatalogueInput : IAsyncDisposable
{
    private const int BufferBytes = 64 << 10;
    private readonly FileStream _file;
    private readonly CatalogueFileOptions _options;
    private readonly bool _isPacked;
    private PipeReader _reader;
    private ReadOnlySequence<byte> _bytes;
    private long _read;

    private CatalogueInput(string path, FileStream file, Stream content, bool isPacked, CatalogueFileOptions options)
    {
        Path = path;
        _file = file;
        _isPacked = isPacked;
        _options = options;
        _reader = PipeReader.Create(content, new(bufferSize: BufferBytes));
    }

    public string Path { get; }

    public long MaxRecordBytes => _options.MaxRecordBytes;

    /// <summary>Line of the next byte, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>What is read ahead.</summary>
    public ReadOnlySequence<byte> Bytes => _bytes;

    public static async Task<CatalogueInput> OpenAsync(string path, CatalogueFileOptions options, CancellationToken cancellationToken)
    {
        var file = Open(path);
        try
        {
            var (content, isPacked) = await UnpackAsync(file, cancellationToken);
            var input = new CatalogueInput(path, file, content, isPacked, options);
            await input.DecodeAsync(cancellationToken);
            return input;
        }
        catch (IOException e)
        {
            await file.DisposeAsync();
            throw Unavailable(path, e);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await _reader.CompleteAsync();

    public CatalogueFileException Broken(string message, Exception? inner = null) => new(CatalogueCodes.BrokenCatalogue, $"{Path}, {message}", inner);

    public CatalogueFileException NotACatalogue(string message) => new(CatalogueCodes.NotACatalogue, $"{Path} {message}");

    /// <summary>Reads ahead further; false at the end of the file.</summary>
    public async ValueTask<bool> ReadAheadAsync(CancellationToken cancellationToken)
    {
        var before = _bytes.Length;
        _reader.AdvanceTo(_bytes.Start, _bytes.End);
        var result = await ReadFileAsync(cancellationToken);
        _bytes = result.Buffer;
        _read += _bytes.Length - before;
        CheckRatio();
        return _bytes.Length > before;
    }

    public async ValueTask<bool> IsAtEndAsync(CancellationToken cancellationToken) => _bytes.IsEmpty && !await ReadAheadAsync(cancellationToken);

    /// <summary>Takes bytes that were read ahead.</summary>
    public void Skip(long count)
    {
        foreach (var part in _bytes.Slice(0, count))
        {
            Line += part.Span.Count((byte)'\n');
        }

        _bytes = _bytes.Slice(count);
    }

    /// <summary>Takes white space, and shows the byte behind it; -1 at the end of the file.</summary>
    public async ValueTask<int> SkipWhiteSpaceAsync(CancellationToken cancellationToken)
    {
        do
        {
            while (!_bytes.IsEmpty)
            {
                var part = _bytes.FirstSpan;
                var white = part.IndexOfAnyExcept(" \t\r\n"u8);
                if (white >= 0)
                {
                    var next = part[white];
                    Skip(white);
                    return next;
                }

                Skip(part.Length);
            }
        }
        while (await ReadAheadAsync(cancellationToken));
        return -1;
    }

    /// <summary>Takes the next record. One that is too long is read to its end and dropped.</summary>
    /// <param name="checkTooLong">Sees what has been read of a record that is too long, before it is dropped.</param>
    public async ValueTask<RawRecord> TakeAsync(
        IRecordBoundary boundary, CancellationToken cancellationToken, Action<ReadOnlySequence<byte>>? checkTooLong = null)
    {
        var line = Line;
        var isTooLong = false;
        long searched = 0;
        boundary.Begin();
        while (true)
        {
            var length = FindEnd(boundary, searched);
            if (length > 0)
            {
                return Take(length, isWhole: true);
            }

            searched = _bytes.Length;
            if (isTooLong || searched > MaxRecordBytes)
            {
                if (!isTooLong)
                {
                    checkTooLong?.Invoke(_bytes);
                }

                isTooLong = true;
                Skip(searched);
                searched = 0;
            }

            if (!await ReadAheadAsync(cancellationToken))
            {
                return Take(_bytes.Length, isWhole: false);
            }
        }

        RawRecord Take(long length, bool isWhole)
        {
            isTooLong |= length > MaxRecordBytes;
            var bytes = isTooLong ? default : _bytes.Slice(0, length);
            Skip(length);
            return new(line, bytes, isTooLong, isWhole);
        }
    }

    private long FindEnd(IRecordBoundary boundary, long searched)
    {
        foreach (var part in _bytes.Slice(searched))
        {
            var end = boundary.FindEnd(part.Span);
            if (end >= 0)
            {
                return searched + end;
            }

            searched += part.Length;
        }

        return -1;
    }

    private static FileStream Open(string path)
    {
        try
        {
            var file = new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan | FileOptions.Asynchronous });
            return file.CanSeek ? file : throw new IOException("It is a pipe or a device.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(path, e);
        }
    }

    private static CatalogueFileException Unavailable(string path, Exception reason) => new(
        CatalogueCodes.SourceUnavailable, $"{path} cannot be read: {reason.Message} Check that it is a file, and that the server may read it.", reason);

    /// <summary>Recognises gzip and Zstandard by how the file begins.</summary>
    private static async Task<(Stream Content, bool IsPacked)> UnpackAsync(FileStream file, CancellationToken cancellationToken)
    {
        var start = new byte[4];
        var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        file.Position = 0;
        return start[..length] switch
        {
            // .NET's own stream takes a file that is cut off for a whole one.
            [0x1F, 0x8B, ..] => (new GZipInputStream(file, BufferBytes), true),
            [0x28, 0xB5, 0x2F, 0xFD] => (new DecompressionStream(file, BufferBytes, leaveOpen: false), true),
            _ => (file, false),
        };
    }

    private async Task DecodeAsync(CancellationToken cancellationToken)
    {
        var start = await StartAsync(cancellationToken);
        if (start is [0xEF, 0xBB, 0xBF, ..])
        {
            Skip(3);
            return;
        }

        // A catalogue begins with a bracket, a quote or a letter: without a mark, the zero beside it tells the order.
        int? codePage = start switch
        {
            [0xFF, 0xFE, ..] or [> 0, 0, ..] => 1200,
            [0xFE, 0xFF, ..] or [0, > 0, ..] => 1201,
            _ => null,
        };
        if (codePage is { } utf16)
        {
            Skip(start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? 2 : 0);
            var encoding = Encoding.GetEncoding(utf16, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(RawRecord.NoCharacter));
            _reader.AdvanceTo(_bytes.Start);
            var utf8 = Encoding.CreateTranscodingStream(_reader.AsStream(), encoding, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            _reader = PipeReader.Create(utf8, new(bufferSize: BufferBytes));
            _bytes = default;
        }
    }

    /// <summary>The first four bytes, or as many as there are; they are not taken.</summary>
    private async Task<byte[]> StartAsync(CancellationToken cancellationToken)
    {
        while (_bytes.Length < 4 && await ReadAheadAsync(cancellationToken))
        {
        }

        return _bytes.Slice(0, Math.Min(4, _bytes.Length)).ToArray();
    }

    private async ValueTask<ReadResult> ReadFileAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadAsync(cancellationToken);
        }
        catch (Exception e) when (e is SharpZipBaseException or EndOfStreamException or ZstdException)
        {
            throw Broken($"line {Line}: it is damaged or cut off, and cannot be unpacked any further. Fetch or copy it once more.", e);
        }
        catch (IOException e)
        {
            throw Unavailable(Path, e);
        }
    }

    private void CheckRatio()
    {
        if (!_isPacked)
        {
            return;
        }

        if (_read > _options.MaxUnpackedBytes)
        {
            throw Bomb($"more than {_options.MaxUnpackedBytes:N0} bytes", nameof(_options.MaxUnpackedBytes));
        }

        if (_read > _options.RatioFromBytes && _read / Math.Max(_file.Position, 1) > _options.MaxRatio)
        {
            throw Bomb($"more than {_options.MaxRatio} times its length", nameof(_options.MaxRatio));
        }
    }

    private CatalogueFileException Bomb(string much, string option) => new(
        CatalogueCodes.CatalogueBomb, $"{Path}, line {Line}: it unpacks to {much}. If it is meant to, raise {CatalogueFileOptions.Section}:{option}.");
}
