namespace MediaPipeline.TestKit.Files;

/// <summary>The work tree that the tests were built in.</summary>
public static class RepositoryDirectory
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Join(directory.FullName, "MediaPipeline.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        }

        return directory.FullName;
    }
}
