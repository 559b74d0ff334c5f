using System.Runtime.CompilerServices;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Blobs;

/// <summary>Maintenance of cache folders: moving, comparing, walking, cleaning up, removing.</summary>
internal sealed partial class FileRenditionStore
{
    public async Task<bool> CopyAsync(string folder, string toFolder, string toFolderId, IReadOnlyList<NamedFile> files, CancellationToken cancellationToken)
    {
        var directory = PrepareTemporaryDirectory(toFolder);
        List<(string TemporaryPath, string Target)> copies = [.. files.Select(file => (Path.Combine(directory, file.Target.Replace('/', '-')), file.Target))];
        try
        {
            if (!await GuardAsync(toFolder, () => files.Zip(copies).All(pair => RenditionFiles.Copy(folder, pair.First, pair.Second.TemporaryPath))))
            {
                return false;
            }

            await CommitAsync(toFolder, toFolderId, copies, cancellationToken);
            return true;
        }
        finally
        {
            await DiscardAsync([.. copies.Select(copy => copy.TemporaryPath)], CancellationToken.None);
        }
    }

    public Task<IReadOnlyList<long?>> LengthsAsync(string folder, string folderId, IReadOnlyList<string> targets, CancellationToken cancellationToken) =>
        GuardAsync<IReadOnlyList<long?>>(folder, () =>
    {
        List<long?> lengths = [.. targets.Select(target => RenditionFiles.Find(folder, target)?.Bytes)];

        // Checked afterwards: if the disk became unavailable in between, existing files were not found.
        RequireMarker(folder, folderId);
        return lengths;
    });

    public async IAsyncEnumerable<FoundFiles> WalkAsync(
        string folder, string folderId, string? afterDirectory, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var walk = RenditionWalk.Run(folder, afterDirectory).GetEnumerator();
        while (await GuardAsync(folder, () => walk.MoveNext() && RequireMarker(folder, folderId)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return walk.Current;
        }

        await GuardAsync(folder, () => RequireMarker(folder, folderId));
    }

    public async Task<DeletedFiles> DeleteOlderAsync(
        string folder, string folderId, IReadOnlyList<string> targets, DateTimeOffset changedUntil, CancellationToken cancellationToken)
    {
        await GuardAsync(folder, () => RequireMarker(folder, folderId));
        var gone = await GuardAsync(folder, () => targets.Select(
            target => (Target: target, Bytes: RenditionFiles.DeleteIfOlder(folder, target, changedUntil))).Where(file => file.Bytes is not null).ToList());
        string[] parents = [.. gone.Select(file => Path.GetDirectoryName(Path.Combine(folder, file.Target))!).Distinct(StringComparer.Ordinal)];
        await Task.Run(() => SyncDirectoriesAsync(folder, parents, mayBeGone: true), CancellationToken.None);
        return new DeletedFiles(gone.Count, gone.Sum(file => file.Bytes ?? 0));
    }

    public Task<bool> DeleteEmptyDirectoryAsync(string folder, string folderId, string directory, CancellationToken cancellationToken) =>
        GuardAsync(folder, () => RequireMarker(folder, folderId) && DeleteIfEmpty(folder, directory));

    public Task RemoveFolderAsync(string folder, string folderId, CancellationToken cancellationToken) => GuardAsync(folder, () =>
    {
        RequireMarker(folder, folderId);
        instances.PurgeDead(folder);
        instances.Release(folder);
        foreach (var own in RenditionPaths.Roots.Append(RenditionPaths.Temporary))
        {
            DeleteIfEmpty(folder, own);
        }

        File.Delete(Path.Combine(folder, RenditionPaths.Marker));
        return LibC.SyncDirectory(folder) is var error && error != 0 ? throw RenditionFaults.Of(folder, error) : true;
    });

    private bool DeleteIfEmpty(string folder, string directory)
    {
        _emptying.EnterWriteLock();
        try
        {
            return RenditionFiles.DeleteIfEmpty(folder, directory);
        }
        finally
        {
            _emptying.ExitWriteLock();
        }
    }
}
