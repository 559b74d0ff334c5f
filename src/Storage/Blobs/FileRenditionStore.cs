using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Blobs;

/// <summary>Renditions as files: temporary files are synced and renamed to their targets; concurrent commits share the syncs of the directories.</summary>
internal sealed partial class FileRenditionStore(InstanceDirectories instances) : IRenditionStore, IDisposable
{
    private readonly DirectorySync _directories = new();
    private readonly ReaderWriterLockSlim _emptying = new();

    public Task CreateFolderAsync(string folder, string folderId, CancellationToken cancellationToken) => GuardAsync(folder, () =>
    {
        Directory.CreateDirectory(folder);
        foreach (var root in RenditionPaths.Roots.Append(RenditionPaths.Temporary))
        {
            Directory.CreateDirectory(Path.Combine(folder, root));
        }

        FolderMarker.Create(folder, folderId);
        return true;
    });

    public async Task<RenditionStoreFault?> CheckAsync(string folder, string folderId, CancellationToken cancellationToken)
    {
        try
        {
            await GuardAsync(folder, () => Check(folder, folderId));
            return null;
        }
        catch (RenditionStoreException error)
        {
            return error.Fault;
        }
    }

    public string PrepareTemporaryDirectory(string folder)
    {
        try
        {
            // Never creates the folder itself: its disk may not be mounted.
            return File.Exists(Path.Combine(folder, RenditionPaths.Marker)) ? instances.Prepare(folder) : throw RenditionFaults.MarkerMissing(folder);
        }
        catch (Exception error) when (RenditionFaults.IsDisk(error))
        {
            throw RenditionFaults.Of(folder, error);
        }
    }

    public async Task CommitAsync(string folder, string folderId, IReadOnlyList<(string TemporaryPath, string Target)> files,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var targets = files.Select(file => RenditionPaths.Resolve(folder, file.Target)).ToList();
        var parents = targets.Select(target => Path.GetDirectoryName(target)!).Distinct(StringComparer.Ordinal).ToList();
        await await GuardAsync(folder, () =>
        {
            RequireMarker(folder, folderId);
            RequireOurs(files);
            Sync(folder, files);
            Rename(folder, files, targets);
            return SyncDirectoriesAsync(folder, parents);
        });
    }

    public async Task DeleteAsync(string folder, IReadOnlyList<string> targets, CancellationToken cancellationToken)
    {
        var paths = targets.Select(target => RenditionPaths.Resolve(folder, target)).ToList();
        await await GuardAsync(folder, () => SyncDirectoriesAsync(folder, Delete(folder, paths), mayBeGone: true));
    }

    public Task DiscardAsync(IReadOnlyList<string> temporaryPaths, CancellationToken cancellationToken)
    {
        foreach (var path in temporaryPaths)
        {
            RequireOurs(path);
        }

        return Task.Run(() => DeleteAll(temporaryPaths), CancellationToken.None);
    }

    public Task<int> PurgeDeadInstancesAsync(string folder, CancellationToken cancellationToken) => GuardAsync(folder, () => instances.PurgeDead(folder));

    public Task<(long Bytes, long Files)> MeasureAsync(string folder, CancellationToken cancellationToken) =>
        GuardAsync(folder, () => FolderMeasure.Of(folder, cancellationToken));

    public void Dispose()
    {
        instances.Dispose();
        _emptying.Dispose();
    }

    private bool Check(string folder, string folderId)
    {
        RequireMarker(folder, folderId);
        var probe = Path.Combine(instances.Prepare(folder), "probe");
        using (var file = new FileStream(probe, FileMode.Create, FileAccess.Write))
        {
            file.Write(new byte[4096]);
            file.Flush(flushToDisk: true);
        }

        File.Delete(probe);
        return true;
    }

    private static bool RequireMarker(string folder, string folderId) => FolderMarker.IsIn(folder, folderId) ? true
        : throw RenditionFaults.MarkerMissing(folder);

    private void RequireOurs(IReadOnlyList<(string TemporaryPath, string Target)> files)
    {
        foreach (var (path, _) in files)
        {
            RequireOurs(path);
        }
    }

    private void RequireOurs(string temporaryPath)
    {
        if (!instances.Holds(temporaryPath))
        {
            throw new ArgumentException($"'{temporaryPath}' lies in no temporary directory of this process.", nameof(temporaryPath));
        }
    }

    /// <summary>Begins to write all of them out before it waits for the first: the others then need no write of the journal of their own.</summary>
    private static void Sync(string folder, IReadOnlyList<(string TemporaryPath, string Target)> files)
    {
        foreach (var (path, _) in files)
        {
            Require(folder, path, LibC.BeginToSyncFile(path));
        }

        foreach (var (path, _) in files)
        {
            Require(folder, path, LibC.SyncFile(path));
        }
    }

    private static void Require(string folder, string temporaryPath, int error)
    {
        if (error != 0)
        {
            throw error == LibC.NoEntry
                ? new FileNotFoundException($"The temporary file '{temporaryPath}' is gone.", temporaryPath)
                : RenditionFaults.Of(folder, error);
        }
    }

    private void Rename(string folder, IReadOnlyList<(string TemporaryPath, string Target)> files, List<string> targets)
    {
        for (var i = 0; i < targets.Count; i++)
        {
            var error = Rename(folder, files[i].TemporaryPath, files[i].Target, targets[i]);
            if (error != 0)
            {
                throw RenditionFaults.Of(folder, error);
            }
        }
    }

    // Nothing may delete a new directory as empty before its first file is in it.
    private int Rename(string folder, string temporaryPath, string target, string path)
    {
        _emptying.EnterReadLock();
        try
        {
            TargetDirectories.Prepare(folder, target);
            return LibC.Rename(temporaryPath, path);
        }
        finally
        {
            _emptying.ExitReadLock();
        }
    }

    /// <summary>Syncs on the calling thread, unless others are at it.</summary>
    /// <param name="folder">The cache folder.</param>
    /// <param name="directories">To be put on disk.</param>
    /// <param name="mayBeGone">Whether they may have been taken away, with nothing in them, meanwhile.</param>
    private async Task SyncDirectoriesAsync(string folder, IReadOnlyList<string> directories, bool mayBeGone = false)
    {
        foreach (var error in await Task.WhenAll(directories.Select(_directories.SyncAsync)))
        {
            if (error != 0 && !(mayBeGone && error == LibC.NoEntry))
            {
                throw RenditionFaults.Of(folder, error);
            }
        }
    }

    private static List<string> Delete(string folder, List<string> paths)
    {
        if (!File.Exists(Path.Combine(folder, RenditionPaths.Marker)))
        {
            throw RenditionFaults.MarkerMissing(folder);
        }

        var there = paths.Where(path => TargetDirectories.IsReal(folder, Path.GetRelativePath(folder, path)) && Path.Exists(path)).ToList();
        DeleteAll(there);
        return [.. there.Select(path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal)];
    }

    private static void DeleteAll(IReadOnlyList<string> paths)
    {
        foreach (var path in paths.Where(path => Directory.Exists(Path.GetDirectoryName(path))))
        {
            File.Delete(path);
        }
    }

    private static async Task<T> GuardAsync<T>(string folder, Func<T> work)
    {
        try
        {
            return await Task.Run(work);
        }
        catch (Exception error) when (RenditionFaults.IsDisk(error) && error is not FileNotFoundException)
        {
            throw RenditionFaults.Of(folder, error);
        }
    }
}
