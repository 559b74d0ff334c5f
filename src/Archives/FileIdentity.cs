using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives;

/// <summary>Tells one content of a file from another, as far as the file system can: device, inode, length and time of change in nanoseconds.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly partial record struct FileIdentity(ulong Device, ulong Inode, long Bytes, long ModifiedSeconds, uint ModifiedNanoseconds)
{
    /// <summary>To the millisecond, as it is stored.</summary>
    public DateTimeOffset ModifiedAt =>
        DateTimeOffset.FromUnixTimeMilliseconds((Math.Clamp(ModifiedSeconds, FirstSecond, LastSecond) * 1000) + (ModifiedNanoseconds / 1_000_000));

    internal static unsafe FileIdentity Of(SafeFileHandle file)
    {
        const int EmptyPath = 0x1000;
        const uint TypeModeTimeSizeInode = 0x1 | 0x2 | 0x40 | 0x100 | 0x200;
        Status status;
        var path = stackalloc byte[1];
        *path = 0;
        return statx(file, path, EmptyPath, TypeModeTimeSizeInode, &status) == 0
            ? new FileIdentity(status.Device, status.Inode, (long)status.Bytes, status.ModifiedSeconds, status.ModifiedNanoseconds)
            : throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
    }

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial int statx(SafeFileHandle directory, byte* path, int flags, uint mask, Status* status);

    // Years 1 to 9999: a damaged file system may say anything.
    private const long FirstSecond = -62_135_596_800, LastSecond = 253_402_300_799;

    /// <summary>The kernel's <c>struct statx</c>, the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(40)] public ulong Bytes;
        [FieldOffset(112)] public long ModifiedSeconds;
        [FieldOffset(120)] public uint ModifiedNanoseconds;
        [FieldOffset(136)] public ulong Device;
    }
}
