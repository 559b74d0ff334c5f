using System.Runtime.InteropServices;
using System.Text;

namespace MediaPipeline.Storage.Native;

/// <summary>System calls that .NET does not offer: syncing files and directories by name, and raw directory entries.</summary>
internal static unsafe partial class LibC
{
    public const int NoEntry = 2, AccessDenied = 13, NotPermitted = 1, IoError = 5, WouldBlock = 11, NoSpace = 28, ReadOnlyFileSystem = 30, QuotaExceeded = 122;
    private const uint BeginToWrite = 2;
    private const int ReadOnly = 0, Directory = 0x10000, NoFollow = 0x20000, CloseOnExec = 0x80000;

    // The two flags have other values on ARM.
    private static readonly bool Arm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    /// <summary>Syncs a file; never through a link. Returns 0 or the errno.</summary>
    public static int SyncFile(string path) => OnFile(path, Arm ? 0x8000 : NoFollow, fsync);

    /// <summary>Has the system begin to write a file out, without waiting; never through a link. Returns 0 or the errno of opening it.</summary>
    public static int BeginToSyncFile(string path) => OnFile(path, Arm ? 0x8000 : NoFollow, static descriptor =>
    {
        // Only a hint: a file system that cannot do it says so, and does all at the sync.
        _ = sync_file_range(descriptor, 0, 0, BeginToWrite);
        return 0;
    });

    /// <summary>Syncs a directory. Returns 0 or the errno.</summary>
    public static int SyncDirectory(string path) => OnFile(path, Arm ? 0x4000 : Directory, fsync);

    /// <summary>Renames a file, replacing an existing target. Returns 0 or the errno.</summary>
    public static int Rename(string from, string to) => rename(from, to) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Deletes an empty directory. Returns 0 or the errno.</summary>
    public static int RemoveDirectory(string path) => rmdir(path) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>The path without links, <c>.</c> and <c>..</c>; null when there is nothing. The path ends with NUL.</summary>
    public static string? RealPath(ReadOnlySpan<byte> path) => RealPath(path, out _);

    /// <summary>The same, with the errno.</summary>
    public static string? RealPath(ReadOnlySpan<byte> path, out int error)
    {
        fixed (byte* start = path)
        {
            var resolved = realpath(start, 0);
            error = resolved == 0 ? Marshal.GetLastPInvokeError() : 0;
            var text = Marshal.PtrToStringUTF8(resolved);
            free(resolved);
            return text;
        }
    }

    /// <summary>Reads the first bytes of a regular file; returns how many, or -1. Never blocks, whatever kind of file it is. The path ends with NUL.</summary>
    public static int ReadStart(ReadOnlySpan<byte> path, Span<byte> start) => ReadStart(path, start, out _);

    /// <summary>The same, with the errno.</summary>
    public static int ReadStart(ReadOnlySpan<byte> path, Span<byte> start, out int error)
    {
        const int NonBlocking = 0x800;
        int descriptor;
        fixed (byte* name = path)
        {
            descriptor = open(name, ReadOnly | CloseOnExec | NonBlocking, 0);
        }

        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        if (descriptor < 0)
        {
            return -1;
        }

        nint length;
        fixed (byte* buffer = start)
        {
            length = read(descriptor, buffer, start.Length);
            error = length < 0 ? Marshal.GetLastPInvokeError() : 0;
        }

        _ = close(descriptor);
        return (int)length;
    }

    /// <summary>Up to 4 KiB of a file, read without regard to locks; null when it cannot be read.</summary>
    public static string? ReadSmallFile(string path)
    {
        Span<byte> buffer = stackalloc byte[4096];
        var length = ReadStart([.. Encoding.UTF8.GetBytes(path), 0], buffer);
        return length < 0 ? null : Encoding.UTF8.GetString(buffer[..length]);
    }

    /// <summary>The names in a directory as raw bytes, without <c>.</c> and <c>..</c>. Returns 0 or the errno. The path ends with NUL.</summary>
    public static int List(ReadOnlySpan<byte> path, List<RawEntry> entries)
    {
        nint directory;
        fixed (byte* start = path)
        {
            directory = opendir(start);
        }

        if (directory == 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        DirectoryEntry* entry;
        while ((entry = readdir(directory)) != null)
        {
            var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry->Name);
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                entries.Add(new RawEntry(name.ToArray(), (EntryType)entry->Type));
            }
        }

        var error = Marshal.GetLastPInvokeError();
        _ = closedir(directory);
        return error;
    }

    public static string Describe(int error) => Marshal.GetPInvokeErrorMessage(error);

    private static int OnFile(string path, int flags, Func<int, int> act)
    {
        var descriptor = open(path, ReadOnly | CloseOnExec | flags, 0);
        if (descriptor < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        var error = act(descriptor) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = close(descriptor);
        return error;
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int open(byte* path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int sync_file_range(int descriptor, long offset, long bytes, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string from, string to);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rmdir(string path);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint realpath(byte* path, nint buffer);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint opendir(byte* path);

    [LibraryImport("libc", SetLastError = true)]
    private static partial DirectoryEntry* readdir(nint directory);

    [LibraryImport("libc")]
    private static partial int closedir(nint directory);

    [LibraryImport("libc")]
    private static partial void free(nint memory);

    // struct dirent of 64-bit Linux.
    [StructLayout(LayoutKind.Explicit)]
    private struct DirectoryEntry
    {
        [FieldOffset(18)] public byte Type;
        [FieldOffset(19)] private fixed byte _name[256];

        public byte* Name => (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _name[0]);
    }
}
