using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MediaPipeline.Contracts.Formats;
using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// A whole picture file in native memory. Read up front, so that a fault of the disk is told apart from a fault of the picture
/// (mapped memory would end the process instead), and so that hashing, metadata and decoding read the file once.
/// </summary>
internal sealed unsafe class PictureBytes : IDisposable
{
    /// <summary>Memory of the previous picture, up to a usual size: reusing it saves the system from clearing new pages.</summary>
    [ThreadStatic]
    private static byte* _spare;

    private byte* _memory;

    private PictureBytes(string path, int length)
    {
        Path = path;
        _memory = Take(length);
        Length = length;
    }

    internal string Path { get; }

    internal int Length { get; }

    internal ReadOnlySpan<byte> Span => new(_memory, Length);

    /// <summary>Throws <see cref="IOException"/> and similar when the file cannot be read, <see cref="PictureException"/> when it is too large.</summary>
    internal static PictureBytes Read(string path, long maxBytes)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        var length = RandomAccess.GetLength(file);
        CheckLength(path, length, maxBytes);
        var bytes = new PictureBytes(path, (int)length);
        try
        {
            bytes.Fill(file);
            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>Reads a stream whose length is known, such as an entry of an archive, straight into memory of its own.</summary>
    internal static PictureBytes Read(Stream content, string name, long length, long maxBytes)
    {
        CheckLength(name, length, maxBytes);
        var bytes = new PictureBytes(name, (int)length);
        try
        {
            var start = Math.Min(bytes.Length, SuspectBytes);
            content.ReadExactly(new Span<byte>(bytes._memory, start));
            CheckStart(bytes, start);
            content.ReadExactly(new Span<byte>(bytes._memory + start, bytes.Length - start));
            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>A copy of what is already in memory.</summary>
    internal static PictureBytes Of(string name, ReadOnlySpan<byte> content)
    {
        var bytes = new PictureBytes(name, content.Length);
        content.CopyTo(new Span<byte>(bytes._memory, content.Length));
        return bytes;
    }

    internal string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Span));

    /// <summary>A libvips source over a copy, which lives as long as an image that was opened from it.</summary>
    internal Source OpenSource() => Source.NewFromMemory(Span);

    internal UnmanagedMemoryStream OpenStream() => new(_memory, Length);

    public void Dispose()
    {
        if (_memory is not null && Length <= SpareBytes && _spare is null)
        {
            _spare = _memory;
        }
        else
        {
            NativeMemory.Free(_memory);
        }

        _memory = null;
    }

    /// <summary>A long entry that is no picture is not unpacked further: memory that is never written to costs nothing.</summary>
    private static void CheckStart(PictureBytes bytes, int start)
    {
        if (start < bytes.Length && PictureFormat.Sniff(new ReadOnlySpan<byte>(bytes._memory, start)) is null)
        {
            throw new PictureException(FaultCodes.NotAPicture, $"{bytes.Path} is not a picture: its content is none of the known formats.");
        }
    }

    private static void CheckLength(string name, long length, long maxBytes)
    {
        if (length > Math.Min(maxBytes, int.MaxValue))
        {
            throw new PictureException(
                FaultCodes.TooLarge, $"{name} has {length:N0} bytes, more than MaxFileBytes ({maxBytes:N0}). Raise the option if it is wanted.");
        }
    }

    private static byte* Take(int length)
    {
        if (length > SpareBytes)
        {
            return (byte*)NativeMemory.Alloc((nuint)length);
        }

        var taken = _spare;
        _spare = null;
        return taken is not null ? taken : (byte*)NativeMemory.Alloc(SpareBytes);
    }

    private void Fill(Microsoft.Win32.SafeHandles.SafeFileHandle file)
    {
        for (var at = 0; at < Length;)
        {
            var read = RandomAccess.Read(file, new Span<byte>(_memory + at, Length - at), at);
            if (read == 0)
            {
                throw new EndOfStreamException($"{Path} became shorter while it was read.");
            }

            at += read;
        }
    }

    private const int SpareBytes = 16 << 20;
    private const int SuspectBytes = SpareBytes;
}
