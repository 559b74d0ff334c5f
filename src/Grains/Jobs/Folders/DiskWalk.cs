using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Folders;

/// <summary>
/// A walk over the renditions on a folder's disk, in small steps. The counts are stored with the cursor, which moves from directory to directory.
/// </summary>
internal sealed class DiskWalk(IRenditionStore files) : IAsyncDisposable
{
    private IAsyncEnumerator<FoundFiles>? _walk;

    /// <summary>The next files; null at the end.</summary>
    public async Task<FoundFiles?> NextAsync(CacheFolderState folder, string? afterDirectory)
    {
        _walk ??= files.WalkAsync(folder.Path, folder.Id.Value, afterDirectory, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        try
        {
            return await _walk.MoveNextAsync() ? _walk.Current : null;
        }
        catch
        {
            // It resumes after the last completed directory.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_walk is { } walk)
        {
            _walk = null;
            await walk.DisposeAsync();
        }
    }
}
