namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>A test that needs a program of the machine: skipped where it is missing, but not in CI.</summary>
internal sealed class ToolFactAttribute : FactAttribute
{
    private static readonly string[] Directories = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin"];

    public ToolFactAttribute(string tool)
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && Find(tool) is null)
        {
            Skip = $"Needs {tool}; tests/apt-packages.txt names its package.";
        }
    }

    /// <summary>Its path, or null.</summary>
    public static string? Find(string tool) => Directories.Select(d => Path.Join(d, tool)).FirstOrDefault(File.Exists);
}
