using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Gates;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>The gate of a cache folder.</summary>
internal static class CacheFolderGate
{
    public static GateKind Kind { get; } = new("folder:", typeof(ICacheFolderGrain));

    public static string Of(CacheFolderId folder) => Kind.Prefix + folder.Value;
}
