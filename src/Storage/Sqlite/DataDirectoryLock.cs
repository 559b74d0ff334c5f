using System.Globalization;
using System.Text;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Sqlite;

/// <summary>The operating system's lock on <c>.lock</c> in the data directory. It ends with the process; children do not inherit it.</summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private const string FileName = ".lock";
    private const string Remedy = "--data, or the setting Storage:DataDirectory";
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    public static DataDirectoryLock Take(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            return new DataDirectoryLock(Open(path));
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new StorageStartException(Explain(directory, error), error);
        }
    }

    public void Dispose() => _file.Dispose();

    // Unbuffered: on a full disk, a buffer would try to write again when it is closed.
    private static FileStream Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        try
        {
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            return file;
        }
        catch
        {
            File.Delete(path);
            file.Dispose();
            throw;
        }
    }

    private static string Explain(string directory, Exception error) => error switch
    {
        UnauthorizedAccessException => $"The data directory '{directory}' cannot be written to: grant write access, or give another one ({Remedy}).",
        { HResult: LibC.WouldBlock } =>
            $"The data directory '{directory}' is in use by another server{Holder(Path.Combine(directory, FileName))}: "
            + $"end that one, or give another data directory ({Remedy}).",
        { HResult: LibC.NoSpace or LibC.QuotaExceeded } =>
            $"The disk of the data directory '{directory}' is full: free space, then start again, or give another data directory ({Remedy}).",
        _ => $"The data directory '{directory}' cannot be written to ({error.Message.TrimEnd('.')}): check its disk, or give another one ({Remedy}).",
    };

    // Opening the file the usual way would ask for the lock that another holds.
    private static string Holder(string path) =>
        int.TryParse(LibC.ReadSmallFile(path), CultureInfo.InvariantCulture, out var process) ? $" (process {process})" : "";
}
