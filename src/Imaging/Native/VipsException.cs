using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Native;

/// <summary>
/// A libvips operation failed. Its text is for the log only: the buffer belongs to the whole process, mixes files and changes between versions,
/// so nothing may be decided on it.
/// </summary>
internal sealed class VipsException(string operation, string libraryText) : Exception($"{operation}: {libraryText}")
{
    internal string LibraryText => libraryText;

    /// <summary>Makes the exception of a failed operation and empties the library's error buffer.</summary>
    internal static VipsException Take(string operation) => new(operation, DrainErrors());

    internal static unsafe string DrainErrors()
    {
        var text = VipsNative.vips_error_buffer_copy();
        var message = Marshal.PtrToStringUTF8((nint)text) ?? "";
        VipsNative.g_free(text);
        return message.Trim().Replace("\n", "; ", StringComparison.Ordinal);
    }
}
