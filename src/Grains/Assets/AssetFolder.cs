using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Assets;

/// <summary>The folder of fetched pictures: each file and its renditions lie under the hash of its content, <c>images/{ab}/{sha256}.{ext}</c>.</summary>
public sealed class AssetFolder(IRenditionStore files, IOptions<AssetOptions> options, IOptions<CacheFolderOptions> cacheFolders) : IDisposable
{
    private const string MarkerId = "fetched", MarkerMissing = "markerMissing";
    private readonly SemaphoreSlim _preparing = new(1);
    private bool _isPrepared;

    /// <summary>Its absolute path.</summary>
    public string FullPath => options.Value.Path ?? Path.Join(DefaultParent, MarkerId);

    private string DefaultParent => Path.GetFullPath(
        cacheFolders.Value.DefaultPath ?? throw new InvalidOperationException($"{CacheFolderOptions.Section}:DefaultPath is not set."));

    /// <summary>The directory for temporary files; the folder is created where there is none.</summary>
    /// <exception cref="RenditionStoreException">Its disk cannot be used now.</exception>
    internal async Task<string> PrepareAsync(CancellationToken cancellationToken)
    {
        await _preparing.WaitAsync(cancellationToken);
        try
        {
            if (!_isPrepared)
            {
                await CreateAsync(cancellationToken);
                await files.PurgeDeadInstancesAsync(FullPath, cancellationToken);
                _isPrepared = true;
            }
        }
        finally
        {
            _preparing.Release();
        }

        return files.PrepareTemporaryDirectory(FullPath);
    }

    /// <summary>Syncs temporary files and renames them to their targets, where there may be the same content already.</summary>
    internal Task CommitAsync(IReadOnlyList<(string TemporaryPath, string Target)> renamed, CancellationToken cancellationToken) =>
        files.CommitAsync(FullPath, MarkerId, renamed, cancellationToken);

    internal Task DiscardAsync(IReadOnlyList<string> temporaryPaths) => files.DiscardAsync(temporaryPaths, CancellationToken.None);

    /// <summary>Whether all of them are there.</summary>
    internal async Task<bool> HasAsync(IReadOnlyList<string> targets, CancellationToken cancellationToken) =>
        (await files.LengthsAsync(FullPath, MarkerId, targets, cancellationToken)).All(length => length is not null);

    public void Dispose() => _preparing.Dispose();

    /// <summary>Only where its disk is there: the default one lies in a cache folder, whose marker tells; any other in a folder that exists.</summary>
    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (await files.CheckAsync(FullPath, MarkerId, cancellationToken) is not { Code: MarkerMissing } missing)
        {
            return;
        }

        if (options.Value.Path is null)
        {
            files.PrepareTemporaryDirectory(DefaultParent);
        }
        else if (!Directory.Exists(Path.GetDirectoryName(FullPath)))
        {
            throw new RenditionStoreException(missing);
        }

        await files.CreateFolderAsync(FullPath, MarkerId, cancellationToken);
    }
}
