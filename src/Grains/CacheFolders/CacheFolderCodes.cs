namespace MediaPipeline.Grains.CacheFolders;

/// <summary>Codes for why a cache folder cannot be used, besides those of its disk.</summary>
internal static class CacheFolderCodes
{
    /// <summary>The disk under it is full.</summary>
    public const string DiskFull = "outputFull";

    /// <summary>It has reached its limit.</summary>
    public const string Full = "cacheFolderFull";

    /// <summary>It is being drained, and the collection has been given another one.</summary>
    public const string Drained = "cacheFolderDrained";

    /// <summary>It has been removed.</summary>
    public const string Gone = "cacheFolderGone";

    /// <summary>No other cache folder has space for what is to be moved.</summary>
    public const string NoFolderWithSpace = "noCacheFolderWithRoom";
}
