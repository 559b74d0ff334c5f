using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Native;

/// <summary>libvips' entry points that we use: none is varargs, all are blittable or take UTF-8. GObject's are found through the same library.</summary>
internal static unsafe partial class VipsNative
{
    /// <summary>The name that <see cref="VipsLibrary"/> resolves to the file that was chosen.</summary>
    internal const string Vips = "vips";

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_init(string argv0);

    [LibraryImport(Vips)]
    internal static partial int vips_version(int part);

    [LibraryImport(Vips)]
    internal static partial void vips_concurrency_set(int threads);

    [LibraryImport(Vips)]
    internal static partial void vips_cache_set_max(int operations);

    [LibraryImport(Vips)]
    internal static partial void vips_block_untrusted_set(int state);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void vips_operation_block_set(string className, int state);

    [LibraryImport(Vips)]
    internal static partial int vips_vector_isenabled();

    /// <summary>Takes libvips' lock, empties the buffer; to be freed with <see cref="g_free"/>.</summary>
    [LibraryImport(Vips)]
    internal static partial byte* vips_error_buffer_copy();

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint vips_operation_new(string name);

    [LibraryImport(Vips)]
    internal static partial nint vips_cache_operation_build(nint operation);

    [LibraryImport(Vips)]
    internal static partial void vips_object_unref_outputs(nint operation);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_object_set_argument_from_string(nint operation, string name, string value);

    /// <summary>Does not copy: the memory must outlive the source and every image that was opened from it.</summary>
    [LibraryImport(Vips)]
    internal static partial nint vips_source_new_from_memory(void* data, nuint length);

    [LibraryImport(Vips)]
    internal static partial nint vips_target_new_to_memory();

    [LibraryImport(Vips)]
    internal static partial nint vips_image_new_from_memory_copy(void* data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(Vips)]
    internal static partial nint vips_image_copy_memory(nint image);

    [LibraryImport(Vips)]
    internal static partial byte* vips_image_get_data(nint image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_width(nint image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_height(nint image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_bands(nint image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_format(nint image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_interpretation(nint image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_hasalpha(nint image);

    [LibraryImport(Vips)]
    internal static partial int vips_image_get_orientation(nint image);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nuint vips_image_get_typeof(nint image, string field);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_image_get_int(nint image, string field, out int value);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_image_get_blob(nint image, string field, out byte* data, out nuint length);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void vips_image_set_int(nint image, string field, int value);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void vips_image_set_blob_copy(nint image, string field, byte* data, nuint length);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_image_remove(nint image, string field);

    [LibraryImport(Vips)]
    internal static partial byte** vips_image_get_fields(nint image);

    [LibraryImport(Vips)]
    internal static partial nint vips_region_new(nint image);

    [LibraryImport(Vips)]
    internal static partial int vips_region_prepare(nint region, VipsRect* rectangle);

    [LibraryImport(Vips)]
    internal static partial byte* vips_blob_get(nint blob, out nuint length);

    [LibraryImport(Vips)]
    internal static partial nint vips_blob_get_type();

    [LibraryImport(Vips)]
    internal static partial nint vips_image_get_type();

    [LibraryImport(Vips)]
    internal static partial nint vips_source_get_type();

    [LibraryImport(Vips)]
    internal static partial nint vips_target_get_type();

    [LibraryImport(Vips)]
    internal static partial void g_object_unref(nint instance);

    [LibraryImport(Vips)]
    internal static partial void g_free(void* memory);

    [LibraryImport(Vips)]
    internal static partial void g_strfreev(byte** strings);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_set_property(nint instance, string name, GValue* value);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_get_property(nint instance, string name, GValue* value);

    [LibraryImport(Vips)]
    internal static partial GValue* g_value_init(GValue* value, nint type);

    [LibraryImport(Vips)]
    internal static partial void g_value_unset(GValue* value);

    [LibraryImport(Vips)]
    internal static partial void g_value_set_object(GValue* value, nint instance);

    [LibraryImport(Vips)]
    internal static partial nint g_value_dup_object(GValue* value);

    [LibraryImport(Vips)]
    internal static partial nint g_value_get_boxed(GValue* value);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint g_log_set_handler(string domain, int levels, delegate* unmanaged[Cdecl]<byte*, int, byte*, nint, void> handler, nint data);

    [StructLayout(LayoutKind.Sequential)]
    internal struct GValue
    {
        private nint _type;
        private ulong _first;
        private ulong _second;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct VipsRect(int left, int top, int width, int height)
    {
        internal int Left = left;
        internal int Top = top;
        internal int Width = width;
        internal int Height = height;
    }
}
