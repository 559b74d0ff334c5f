using System.Runtime.InteropServices;
using MediaPipeline.Archives.Native;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives;

/// <summary>Identifies a version of a file's content, as far as the file system can: device, inode, length and time of change in nanoseconds.</summary>
/// <param name="ModifiedAt">To the millisecond, as it is stored.</param>
/// <param name="ChangedAt">When content, name or rights last changed, to the millisecond; null where the file system does not say.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FileIdentity(
    ulong Device, ulong Inode, long Bytes, uint ModifiedNanoseconds, DateTimeOffset ModifiedAt, DateTimeOffset? ChangedAt)
{
    internal static FileIdentity Of(SafeFileHandle file)
    {
        var status = FileStatus.Of(file);
        return new FileIdentity(
            status.Identity.Device, status.Identity.Inode, status.Bytes, status.ModifiedNanoseconds, status.ModifiedAt, status.ChangedAt);
    }
}
