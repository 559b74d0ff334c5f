namespace MediaPipeline.Grains.CacheFolders;

/// <summary>Codes of what keeps a cache folder from taking work, besides those of its disk.</summary>
internal static class CacheFolderCodes
{
    /// <summary>The disk under it is full.</summary>
    public const string DiskFull = "outputFull";

    /// <summary>It holds as much as it may.</summary>
    public const string Full = "cacheFolderFull";

    /// <summary>It is being drained, and the collection has been given another one.</summary>
    public const string Drained = "cacheFolderDrained";

    /// <summary>It has been given up.</summary>
    public const string Gone = "cacheFolderGone";

    /// <summary>No other cache folder takes what is to be moved.</summary>
    public const string NoRoom = "noCacheFolderWithRoom";
}
