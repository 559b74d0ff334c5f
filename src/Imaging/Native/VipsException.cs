using System.Runtime.InteropServices;
using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging.Native;

/// <summary>
/// libvips could not do an operation. Its error buffer belongs to the whole process, mixes files and changes between versions.
/// </summary>
internal sealed class VipsException(string operation, string libraryText) : DecoderException($"{operation}: {libraryText}")
{
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
