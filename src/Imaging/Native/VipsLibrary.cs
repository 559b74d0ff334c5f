using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Native;

/// <summary>Loads one libvips into this process, once, and sets it up for one thread that reads hostile pictures.</summary>
internal static unsafe class VipsLibrary
{
    private static nint _handle;

    /// <summary>Loads the library that comes with the program. Throws <see cref="DllNotFoundException"/> when it cannot be loaded.</summary>
    internal static void Load(IEnumerable<string> allowedOperations) => Load(FindBundled(), allowedOperations);

    internal static void Load(string path, IEnumerable<string> allowedOperations)
    {
        SetUpMalloc();
        _handle = NativeLibrary.Load(path);
        NativeLibrary.SetDllImportResolver(
            typeof(VipsLibrary).Assembly, static (name, _, _) => string.Equals(name, VipsNative.Vips, StringComparison.Ordinal) ? _handle : 0);
        if (VipsNative.vips_init("mediapipeline") != 0)
        {
            throw VipsException.Take("vips_init");
        }

        VipsNative.g_log_set_handler("VIPS", LogChatter, &Ignore, 0);
        VipsNative.vips_concurrency_set(1);
        VipsNative.vips_cache_set_max(0);
        BlockUntrusted(allowedOperations);
    }

    internal static Version Version => new(VipsNative.vips_version(0), VipsNative.vips_version(1), VipsNative.vips_version(2));

    internal static bool UsesSimd => VipsNative.vips_vector_isenabled() != 0;

    // By its full path: the system's loader would take the system's library of the same name where ours is missing.
    private static string FindBundled()
    {
        var name = OperatingSystem.IsMacOS() ? "libvips.42.dylib" : "libvips.so.42";
        var directories = ((string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return directories.Append(AppContext.BaseDirectory).Select(directory => Path.Join(directory, name)).FirstOrDefault(File.Exists)
            ?? throw new DllNotFoundException($"{name} does not lie beside the program in {AppContext.BaseDirectory}: build the program again.");
    }

    /// <summary>Turns off the loaders that libvips itself calls untrusted, but those named.</summary>
    private static void BlockUntrusted(IEnumerable<string> allowedOperations)
    {
        VipsNative.vips_block_untrusted_set(1);
        foreach (var operation in allowedOperations)
        {
            VipsNative.vips_operation_block_set(operation, 0);
        }
    }

    /// <summary>
    /// Two arenas, and large blocks go back to the system: a fraction of the memory that glibc keeps by default. docs/imaging.md has the figures behind the
    /// limit.
    /// </summary>
    private static void SetUpMalloc()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out var libc) || !NativeLibrary.TryGetExport(libc, "mallopt", out _))
        {
            return;
        }

        LibcNative.mallopt(MallocMmapThreshold, LargestKeptBytes);
        LibcNative.mallopt(MallocTrimThreshold, LargestKeptBytes);
        LibcNative.mallopt(MallocArenaMax, 2);
    }

    // What matters of these messages comes back as an error of the operation; the rest is noise about unusual tags.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(byte* domain, int level, byte* message, nint data)
    {
    }

    private const int LargestKeptBytes = 32 << 20;
    private const int MallocTrimThreshold = -1;
    private const int MallocMmapThreshold = -3;
    private const int MallocArenaMax = -8;
    private const int LogChatter = (1 << 3) | (1 << 4) | (1 << 5);
}
