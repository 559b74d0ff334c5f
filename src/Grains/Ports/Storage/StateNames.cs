namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>The names under which grains keep their state; each is a table of documents.</summary>
public static class StateNames
{
    /// <summary>The name of the storage provider that holds them all.</summary>
    public const string Storage = "Default";

    public const string Images = "images";
    public const string Media = "media";
    public const string Assets = "assets";
    public const string Jobs = "jobs";
    public const string Collections = "collections";
    public const string CacheFolders = "cache_folders";
}
