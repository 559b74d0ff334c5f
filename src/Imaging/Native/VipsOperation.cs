using System.Globalization;

namespace MediaPipeline.Imaging.Native;

/// <summary>One libvips operation, built through GObject properties, so that no varargs function is called.</summary>
internal ref struct VipsOperation : IDisposable
{
    private readonly string _name;
    private nint _operation;

    internal VipsOperation(string name)
    {
        _name = name;
        _operation = VipsNative.vips_operation_new(_name);
        if (_operation == 0)
        {
            throw VipsException.Take(_name);
        }
    }

    /// <summary>Sets a number, flag or enum: libvips parses the text by the argument's declared type.</summary>
    internal readonly VipsOperation Set(string argument, string value)
    {
        if (VipsNative.vips_object_set_argument_from_string(_operation, argument, value) != 0)
        {
            throw VipsException.Take(_name);
        }

        return this;
    }

    internal readonly VipsOperation Set(string argument, int value) => Set(argument, value.ToString(CultureInfo.InvariantCulture));

    internal readonly VipsOperation Image(string argument, VipsObject image) => SetObject(argument, image, VipsNative.vips_image_get_type());

    internal readonly VipsOperation Source(VipsObject source) => SetObject("source", source, VipsNative.vips_source_get_type());

    internal readonly VipsOperation Target(VipsObject target) => SetObject("target", target, VipsNative.vips_target_get_type());

    internal void Run()
    {
        var built = VipsNative.vips_cache_operation_build(_operation);
        if (built == 0)
        {
            throw VipsException.Take(_name);
        }

        VipsNative.g_object_unref(_operation);
        _operation = built;
    }

    /// <summary>Builds the operation and gives its output image, of which no pixel is computed yet.</summary>
    internal unsafe VipsObject RunToImage()
    {
        Run();
        VipsNative.GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_image_get_type());
        VipsNative.g_object_get_property(_operation, "out", &value);
        var image = VipsNative.g_value_dup_object(&value);
        VipsNative.g_value_unset(&value);
        return new VipsObject(image, _name);
    }

    /// <summary>An output of the built operation that is bytes, such as a profile.</summary>
    internal readonly unsafe byte[] ReadBlob(string argument)
    {
        VipsNative.GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_blob_get_type());
        VipsNative.g_object_get_property(_operation, argument, &value);
        var data = VipsNative.vips_blob_get(VipsNative.g_value_get_boxed(&value), out var length);
        var bytes = new ReadOnlySpan<byte>(data, (int)length).ToArray();
        VipsNative.g_value_unset(&value);
        return bytes;
    }

    public void Dispose()
    {
        if (_operation != 0)
        {
            VipsNative.vips_object_unref_outputs(_operation);
            VipsNative.g_object_unref(_operation);
            _operation = 0;
        }
    }

    private readonly unsafe VipsOperation SetObject(string argument, VipsObject instance, nint type)
    {
        VipsNative.GValue value = default;
        VipsNative.g_value_init(&value, type);
        VipsNative.g_value_set_object(&value, instance.Pointer);
        VipsNative.g_object_set_property(_operation, argument, &value);
        VipsNative.g_value_unset(&value);
        return this;
    }
}
