using System.Globalization;
using System.Text;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Sqlite;

/// <summary>The operating system's lock on <c>.lock</c> in the data directory. It ends with the process; children do not inherit it.</summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private const string FileName = ".lock";
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    public static DataDirectoryLock Take(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new DataDirectoryLock(file);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StorageStartException(
                $"The data directory '{directory}' cannot be written to: grant write access, or give another one (Storage:DataDirectory).", error);
        }
        catch (IOException error) when (error is not DirectoryNotFoundException)
        {
            throw new StorageStartException(
                $"The data directory '{directory}' is in use by another server{Holder(path)}: "
                + "end that one, or give another data directory (Storage:DataDirectory).", error);
        }
    }

    public void Dispose() => _file.Dispose();

    // Opening the file the usual way would ask for the lock that another holds.
    private static string Holder(string path) =>
        int.TryParse(LibC.ReadSmallFile(path), CultureInfo.InvariantCulture, out var process) ? $" (process {process})" : "";
}
