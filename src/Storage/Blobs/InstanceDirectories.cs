using System.Collections.Concurrent;

namespace MediaPipeline.Storage.Blobs;

/// <summary>
/// The directories for temporary files, one for each process and folder. A process holds the lock file in its directory as long as it runs, so that leftovers
/// of dead processes can be recognised.
/// </summary>
internal sealed class InstanceDirectories(TimeProvider clock) : IDisposable
{
    private const string LockName = ".lock";
    private static readonly TimeSpan LongestBirth = TimeSpan.FromMinutes(1);

    private readonly string _instance = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
    private readonly ConcurrentDictionary<string, FileStream> _held = new(StringComparer.Ordinal);

    public string PathIn(string folder) => Path.Combine(folder, RenditionPaths.Temporary, _instance);

    public string Prepare(string folder)
    {
        var directory = PathIn(folder);
        lock (_held)
        {
            if (!_held.TryGetValue(directory, out var file) || !File.Exists(file.Name))
            {
                Directory.CreateDirectory(directory);
                _held[directory] = new FileStream(Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                file?.Dispose();
            }
        }

        return directory;
    }

    /// <summary>Whether a file is in one of this process' directories.</summary>
    public bool Holds(string path) => Path.GetDirectoryName(path) is { } directory && _held.ContainsKey(directory);

    /// <summary>Releases this process' directory in a folder.</summary>
    public void Release(string folder)
    {
        lock (_held)
        {
            if (_held.TryRemove(PathIn(folder), out var file))
            {
                file.Dispose();
                DeleteIfEmpty(PathIn(folder), file.Name);
            }
        }
    }

    /// <summary>Deletes what dead processes left; returns the number of files.</summary>
    public int PurgeDead(string folder)
    {
        var parent = Path.Combine(folder, RenditionPaths.Temporary);
        return !Directory.Exists(parent) ? 0 : new DirectoryInfo(parent).EnumerateDirectories()
            .Where(directory => RenditionPaths.IsInstance(directory.Name) && !string.Equals(directory.Name, _instance, StringComparison.Ordinal)
                && directory.LinkTarget is null)
            .ToList()
            .Sum(PurgeIfDead);
    }

    public void Dispose()
    {
        foreach (var (directory, file) in _held)
        {
            file.Dispose();
            DeleteIfEmpty(directory, file.Name);
        }

        _held.Clear();
    }

    private int PurgeIfDead(DirectoryInfo directory)
    {
        var path = Path.Combine(directory.FullName, LockName);
        if (!File.Exists(path) && clock.GetUtcNow().UtcDateTime - directory.LastWriteTimeUtc < LongestBirth)
        {
            return 0;
        }

        FileStream held;
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Locked: its process is running.
            return 0;
        }

        using (held)
        {
            return Empty(directory, path);
        }
    }

    private static int Empty(DirectoryInfo directory, string lockPath)
    {
        var files = directory.EnumerateFiles().Where(file => !string.Equals(file.FullName, lockPath, StringComparison.Ordinal)).ToList();
        files.ForEach(file => file.Delete());
        DeleteIfEmpty(directory.FullName, lockPath);
        return files.Count;
    }

    // Other files in it keep the directory.
    private static void DeleteIfEmpty(string directory, string lockPath)
    {
        if (Directory.Exists(directory)
            && Directory.EnumerateFileSystemEntries(directory).All(entry => string.Equals(entry, lockPath, StringComparison.Ordinal)))
        {
            File.Delete(lockPath);
            Directory.Delete(directory);
        }
    }
}
