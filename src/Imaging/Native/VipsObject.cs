using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Native;

/// <summary>One reference on a GObject of libvips: an image, a source, a target or a region.</summary>
internal sealed class VipsObject : SafeHandle
{
    internal VipsObject(nint instance, string operation) : base(0, ownsHandle: true)
    {
        if (instance == 0)
        {
            throw VipsException.Take(operation);
        }

        SetHandle(instance);
    }

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        VipsNative.g_object_unref(handle);
        return true;
    }
}
