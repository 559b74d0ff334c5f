using MediaPipeline.Contracts.Commands;

namespace MediaPipeline.Contracts.CacheFolders;

/// <summary>
/// The one place (key 0) where cache folders come into being and are set to be drained. The same grain adds collections, so that no folder overlaps another
/// or a collection, and no collection is given a folder that is being drained.
/// </summary>
[Alias("ICacheFolderRegisterGrain")]
public interface ICacheFolderRegisterGrain : IGrainWithIntegerKey
{
    /// <summary>Makes the folder ours; one that is there already is returned as it is.</summary>
    [Alias("AddFolder")]
    Task<AddCacheFolderResult> AddFolder(AddCacheFolderRequest request);

    /// <summary>Changes its limit or weight, or begins or ends its draining.</summary>
    [Alias("Configure")]
    Task<CommandResult> Configure(ConfigureCacheFolderRequest request);
}
