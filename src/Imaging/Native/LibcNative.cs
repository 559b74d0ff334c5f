using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Native;

/// <summary>What a worker needs of the C library, and the runtime does not offer.</summary>
internal static partial class LibcNative
{
    /// <summary>glibc only: ask <see cref="NativeLibrary.TryGetExport"/> first.</summary>
    [LibraryImport("libc")]
    internal static partial int mallopt(int parameter, int value);

    /// <summary>Ends the process at once: no finalizers, no exit handlers that a decoder could hang.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    internal static partial void ExitNow(int code);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int dup(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int dup2(int from, int to);
}
