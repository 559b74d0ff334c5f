using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives.Reading;

/// <summary>Unpacks a block to a file. Readers may follow: what is in the file is final.</summary>
internal sealed class BlockWriter(Block block, string path)
{
    // What a decoder has put into it when it fails is lost, so it is not large.
    private const int BufferBytes = 65_536;

    public void Write(SafeFileHandle file, string toFile)
    {
        using var output = File.OpenHandle(toFile, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        using var content = new BlockPart(block, file, offset: 0);
        var buffer = new byte[BufferBytes];
        for (var written = 0L; written < block.Bytes;)
        {
            var read = Read(content, buffer.AsSpan(0, (int)Math.Min(BufferBytes, block.Bytes - written)), written);
            Append(output, buffer.AsSpan(0, read), written);
            written += read;
        }
    }

    private void Append(SafeFileHandle output, ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(output, bytes, offset);
        }
        catch (IOException e)
        {
            throw new IOException($"What {path} unpacks to cannot be written ({e.Message}): make room where Archives:UnpackDirectory says.", e);
        }
    }

    private int Read(BlockPart content, Span<byte> buffer, long written)
    {
        try
        {
            return content.Read(buffer) is > 0 and var read ? read : throw new InvalidDataException("it ends too early");
        }
        catch (Exception e) when (DecoderFaults.IsDamage(e))
        {
            throw new ArchiveException(
                ArchiveCodes.CorruptEntry,
                $"{path} is damaged: it cannot be unpacked after {written:N0} of {block.Bytes:N0} bytes. Fetch or copy it once more.", e);
        }
    }
}
