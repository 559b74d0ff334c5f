using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using NetVips;

namespace MediaPipeline.Imaging.Native;

/// <summary>Loads one libvips into this process, once, and sets it up for one thread that reads hostile pictures.</summary>
internal static class VipsLibrary
{
    /// <summary>Loads the library that comes with the program. Throws <see cref="DllNotFoundException"/> when it cannot be loaded.</summary>
    internal static void Load(IEnumerable<string> allowedOperations) => Load(FindBundled(), allowedOperations);

    internal static void Load(string path, IEnumerable<string> allowedOperations)
    {
        SetUpMalloc();
        var library = NativeLibrary.Load(path);

        // NetVips sets a resolver of its own, which goes by the name, as soon as one of its types is used. It keeps one that is there already.
        NativeLibrary.SetDllImportResolver(Assembly.Load("NetVips"), (_, _, _) => library);
        SetUp(allowedOperations);
    }

    internal static Version Version => new(NetVips.NetVips.Version(0), NetVips.NetVips.Version(1), NetVips.NetVips.Version(2));

    /// <summary>Empties libvips' error buffer, as making the exception does. NetVips offers no other way.</summary>
    internal static void ForgetErrors() => _ = new VipsException("");

    // By its full path: the system's loader would take the system's library of the same name where ours is missing.
    private static string FindBundled()
    {
        var name = OperatingSystem.IsMacOS() ? "libvips.42.dylib" : "libvips.so.42";
        var directories = ((string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return directories.Append(AppContext.BaseDirectory).Select(directory => Path.Join(directory, name)).FirstOrDefault(File.Exists)
            ?? throw new DllNotFoundException($"{name} does not lie beside the program in {AppContext.BaseDirectory}: build the program again.");
    }

    // A method of its own, never part of its caller: NetVips initialises itself before it runs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetUp(IEnumerable<string> allowedOperations)
    {
        if (!ModuleInitializer.VipsInitialized)
        {
            ExceptionDispatchInfo.Throw(ModuleInitializer.Exception);
        }

        // What matters of these messages comes back as an error of the operation; the rest is noise about unusual tags.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Critical | Enums.LogLevelFlags.Warning | Enums.LogLevelFlags.Message, static (_, _, _) => { });
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        BlockUntrusted(allowedOperations);
    }

    /// <summary>Turns off the loaders that libvips itself calls untrusted, but those named.</summary>
    private static void BlockUntrusted(IEnumerable<string> allowedOperations)
    {
        NetVips.NetVips.BlockUntrusted = true;
        foreach (var operation in allowedOperations)
        {
            Operation.Block(operation, false);
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

    private const int LargestKeptBytes = 32 << 20;
    private const int MallocTrimThreshold = -1;
    private const int MallocMmapThreshold = -3;
    private const int MallocArenaMax = -8;
}
