using System.Runtime.InteropServices;

namespace MediaPipeline.Storage.Native;

/// <summary>The kernel's <c>struct statx</c>, which is the same on every architecture; only what is needed has a name.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const int TypeMask = 0xF000, Regular = 0x8000, FolderType = 0x4000, Link = 0xA000;

    // Years 1 to 9999: a damaged file system may say anything.
    private const long FirstSecond = -62_135_596_800, LastSecond = 253_402_300_799;

    [FieldOffset(28)] private readonly ushort _mode;
    [FieldOffset(32)] private readonly ulong _inode;
    [FieldOffset(40)] private readonly ulong _size;
    [FieldOffset(112)] private readonly long _modifiedSeconds;
    [FieldOffset(120)] private readonly uint _modifiedNanoseconds;
    [FieldOffset(136)] private readonly ulong _device;

    public readonly bool IsFile => (_mode & TypeMask) == Regular;

    public readonly bool IsDirectory => (_mode & TypeMask) == FolderType;

    public readonly bool IsLink => (_mode & TypeMask) == Link;

    public readonly long Bytes => (long)_size;

    /// <summary>To the millisecond, as it is stored.</summary>
    public readonly DateTimeOffset ModifiedAt =>
        DateTimeOffset.FromUnixTimeMilliseconds((Math.Clamp(_modifiedSeconds, FirstSecond, LastSecond) * 1000) + (_modifiedNanoseconds / 1_000_000));

    /// <summary>Says whether two names mean the same thing: device and number on it.</summary>
    public readonly (ulong Device, ulong Inode) Identity => (_device, _inode);
}
