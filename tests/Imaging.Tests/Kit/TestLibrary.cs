using System.Reflection;
using MediaPipeline.Imaging.Pool;
using Xunit.Sdk;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>The two native libraries of the server.</summary>
public enum TestLibrary
{
    /// <summary>The distribution's libvips.</summary>
    System,

    /// <summary>The prebuilt one of the npm package, in <c>.setup/libvips</c> of the repository.</summary>
    Prebuilt,
}

/// <summary>
/// Runs a theory on the library that the server takes first, the prebuilt one where it has been set up; once for each value, or once when there is none.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnFirstLibraryAttribute : OnLibraryAttribute
{
    public OnFirstLibraryAttribute(params object[] values) : base(TestLibraries.Prebuilt is null ? TestLibrary.System : TestLibrary.Prebuilt, values)
    {
    }
}

/// <summary>Runs a theory on the distribution's library, for what only that one reads.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnSystemLibraryAttribute : OnLibraryAttribute
{
    public OnSystemLibraryAttribute(params object[] values) : base(TestLibrary.System, values)
    {
    }
}

/// <summary>Runs a theory on the prebuilt library, for what only that one does not read; skipped where it has not been set up.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OnPrebuiltLibraryAttribute : OnLibraryAttribute
{
    public OnPrebuiltLibraryAttribute(params object[] values) : base(TestLibrary.Prebuilt, values)
    {
        if (TestLibraries.Prebuilt is null)
        {
            Skip = $"There is no prebuilt libvips in {TestLibraries.PrebuiltDirectory}; run scripts/setup-libvips.sh where npm is there.";
        }
    }
}

internal abstract class OnLibraryAttribute(TestLibrary library, object[] values) : DataAttribute
{
    /// <summary>Skips the theory where npm's sharp is not there.</summary>
    public bool ComparesWithSharp
    {
        get => false;
        set => Skip = value ? SharpReference.Missing ?? Skip : Skip;
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        values.Length == 0 ? [[library]] : values.Select(value => new[] { library, value });
}

/// <summary>Where the libraries lie.</summary>
internal static class TestLibraries
{
    internal static string PrebuiltDirectory { get; } = Path.Combine(Repository(), ".setup", "libvips");

    internal static string? Prebuilt { get; } =
        LibraryCandidates.Find(
            new ImagingOptions { PrebuiltDirectory = PrebuiltDirectory }).FirstOrDefault(path => path.StartsWith(PrebuiltDirectory, StringComparison.Ordinal));

    internal static string PathOf(TestLibrary library) => library == TestLibrary.System ? LibraryCandidates.SystemLibrary : Prebuilt!;

    internal static string Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "MediaPipeline.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        }

        return directory.FullName;
    }
}
