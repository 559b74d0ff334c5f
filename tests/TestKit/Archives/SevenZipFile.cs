using System.Diagnostics;

namespace MediaPipeline.TestKit.Archives;

/// <summary>Writes 7z files by the program 7zz.</summary>
public static class SevenZipFile
{
    /// <summary>Packs files in the order of their names, and leaves the archive old enough not to count as growing.</summary>
    /// <param name="options">As for the command line, for example <c>-m0=PPMd</c>; 7zz packs by LZMA2 and solid if nothing else is said.</param>
    public static string Save(string path, IEnumerable<(string Name, byte[] Content)> files, params string[] options)
    {
        var folder = Directory.CreateDirectory(path + ".files").FullName;
        foreach (var (name, content) in files)
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }

        var start = new ProcessStartInfo("7zz", ["a", "-t7z", "-bso0", "-bsp0", "-mmt=1", .. options, path, "."])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var program = Process.Start(start)!;
        var errors = program.StandardError.ReadToEnd();
        program.WaitForExit();
        Directory.Delete(folder, recursive: true);
        if (program.ExitCode != 0)
        {
            throw new InvalidOperationException($"7zz ended with {program.ExitCode}: {errors}");
        }

        File.SetLastWriteTimeUtc(path, new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc));
        return path;
    }
}
