using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives.Native;

/// <summary>The kernel's <c>struct statx</c>, which is the same on every architecture; only what is needed has a name.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal unsafe partial struct FileStatus
{
    private const int TypeMask = 0xF000, Regular = 0x8000, FolderType = 0x4000, Link = 0xA000;

    private const uint Changed = 0x80, Number = 0x100, Wanted = 0x1 | 0x2 | 0x40 | Changed | Number | 0x200;

    // Years 1 to 9999: a damaged file system may return anything.
    private const long FirstSecond = -62_135_596_800, LastSecond = 253_402_300_799;

    [FieldOffset(0)] private readonly uint _known;
    [FieldOffset(28)] private readonly ushort _mode;
    [FieldOffset(32)] private readonly ulong _inode;
    [FieldOffset(40)] private readonly ulong _size;
    [FieldOffset(96)] private readonly long _changedSeconds;
    [FieldOffset(104)] private readonly uint _changedNanoseconds;
    [FieldOffset(112)] private readonly long _modifiedSeconds;
    [FieldOffset(120)] private readonly uint _modifiedNanoseconds;
    [FieldOffset(136)] private readonly ulong _device;

    public readonly bool IsFile => (_mode & TypeMask) == Regular;

    public readonly bool IsDirectory => (_mode & TypeMask) == FolderType;

    public readonly bool IsLink => (_mode & TypeMask) == Link;

    public readonly long Bytes => (long)_size;

    /// <summary>To the millisecond, as it is stored.</summary>
    public readonly DateTimeOffset ModifiedAt => Time(_modifiedSeconds, _modifiedNanoseconds);

    /// <summary>When content, name or rights last changed (ctime), which no program can set; null where the file system does not say.</summary>
    public readonly DateTimeOffset? ChangedAt => (_known & Changed) == 0 ? null : Time(_changedSeconds, _changedNanoseconds);

    /// <summary>The file's number on its device; null where the file system has none.</summary>
    public readonly ulong? Inode => (_known & Number) == 0 ? null : _inode;

    /// <summary>Device and inode: two names with the same are one file.</summary>
    public readonly (ulong Device, ulong Inode) Identity => (_device, _inode);

    /// <summary>The time of change within its second.</summary>
    public readonly uint ModifiedNanoseconds => _modifiedNanoseconds;

    /// <summary>Reads the status of a name, which ends with NUL. Returns 0 or the errno.</summary>
    public static int Read(ReadOnlySpan<byte> path, bool followLink, out FileStatus status)
    {
        const int CurrentDirectory = -100, NoFollowLink = 0x100;
        fixed (byte* start = path)
        fixed (FileStatus* result = &status)
        {
            return statx(CurrentDirectory, start, followLink ? 0 : NoFollowLink, Wanted, result) == 0 ? 0 : Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>The status of an open file.</summary>
    public static FileStatus Of(SafeFileHandle file)
    {
        const int EmptyPath = 0x1000;
        var held = false;
        try
        {
            file.DangerousAddRef(ref held);
            FileStatus status;
            byte empty = 0;
            return statx((int)file.DangerousGetHandle(), &empty, EmptyPath, Wanted, &status) == 0
                ? status
                : throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }
        finally
        {
            if (held)
            {
                file.DangerousRelease();
            }
        }
    }

    private static DateTimeOffset Time(long seconds, uint nanoseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds((Math.Clamp(seconds, FirstSecond, LastSecond) * 1000) + (nanoseconds / 1_000_000));

    [LibraryImport("libc", SetLastError = true)]
    private static partial int statx(int directory, byte* path, int flags, uint mask, FileStatus* status);
}
