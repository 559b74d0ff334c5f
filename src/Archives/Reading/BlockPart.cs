using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives.Reading;

/// <summary>What a block unpacks to behind an offset. It is opened by the first read, so that whatever its decoder throws is thrown there.</summary>
internal sealed class BlockPart(Block block, SafeFileHandle file, long offset) : ForwardStream
{
    private const int SkipBytes = 65_536;

    private Stream? _content;

    public override int Read(Span<byte> buffer) => (_content ?? OpenThere()).Read(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content?.Dispose();
        }

        base.Dispose(disposing);
    }

    private Stream OpenThere()
    {
        _content = block.Open(file);
        var skipped = new byte[SkipBytes];
        for (var left = offset; left > 0;)
        {
            var read = _content.Read(skipped.AsSpan(0, (int)Math.Min(left, SkipBytes)));
            left -= read > 0 ? read : throw new InvalidDataException("what lies before it ends too early");
        }

        return _content;
    }
}
