using MediaPipeline.Contracts.Commands;

namespace MediaPipeline.Contracts.CacheFolders;

/// <summary>
/// The single grain (key 0) that adds cache folders and starts their draining. It also adds collections, so that no folder overlaps another
/// or a collection, and no collection is given a folder that is being drained.
/// </summary>
[Alias("ICacheFolderRegisterGrain")]
public interface ICacheFolderRegisterGrain : IGrainWithIntegerKey
{
    /// <summary>Adds the folder; an existing one is returned unchanged.</summary>
    [Alias("AddFolder")]
    Task<AddCacheFolderResult> AddFolder(AddCacheFolderRequest request);

    /// <summary>Changes its limit or weight, or starts or ends its draining.</summary>
    [Alias("Configure")]
    Task<CommandResult> Configure(ConfigureCacheFolderRequest request);
}
