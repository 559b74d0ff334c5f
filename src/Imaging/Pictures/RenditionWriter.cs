using MediaPipeline.Contracts.Formats;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Native;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Encodes pixels and writes them under their temporary name.</summary>
internal static unsafe class RenditionWriter
{
    internal static RenditionFile Encode(VipsObject image, RenditionSpec spec, int quality, string path)
    {
        using var target = new VipsObject(VipsNative.vips_target_new_to_memory(), "target");
        Save(image, target, spec.Format, quality);

        // The saver has ended the target, which leaves its bytes in the property "blob".
        VipsNative.GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_blob_get_type());
        VipsNative.g_object_get_property(target.Pointer, "blob", &value);
        try
        {
            var data = VipsNative.vips_blob_get(VipsNative.g_value_get_boxed(&value), out var length);
            var content = Clean(new ReadOnlySpan<byte>(data, (int)length), spec.Format);
            Write(path, content);
            return new RenditionFile(path, VipsNative.vips_image_get_width(image.Pointer), VipsNative.vips_image_get_height(image.Pointer),
                content.Length, NameOf(spec.Format), quality, Copied: false);
        }
        finally
        {
            VipsNative.g_value_unset(&value);
        }
    }

    /// <summary>Writes a temporary file; what goes wrong becomes an <see cref="OutputException"/>, so that it is not taken for a fault of the source.</summary>
    internal static void Write(string path, ReadOnlySpan<byte> data)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None);
            RandomAccess.Write(file, data, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(path, e);
        }
    }

    private static void Save(VipsObject image, VipsObject target, RenditionFormat format, int quality)
    {
        using var save = new VipsOperation(format == RenditionFormat.Jpeg ? "jpegsave_target" : "webpsave_target");
        save.Image("in", image).Target(target).Set("Q", quality).Set("strip", "true");
        if (format == RenditionFormat.Jpeg)
        {
            save.Set("optimize-coding", "true").Set("background", "255 255 255");
        }
        else
        {
            save.Set("effort", 4);
        }

        save.Run();
    }

    /// <summary>webpsave of 8.14 puts EXIF into every file, even when there was none: only the resolution, but it has no business there.</summary>
    private static ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> content, RenditionFormat format) =>
        format == RenditionFormat.Webp && MetadataFilter.Copy(PictureFormat.Webp, content) is { } clean ? clean : content;

    private static string NameOf(RenditionFormat format) => format == RenditionFormat.Jpeg ? PictureFormat.Jpeg.Name : PictureFormat.Webp.Name;
}
