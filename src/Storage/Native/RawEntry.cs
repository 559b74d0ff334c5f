namespace MediaPipeline.Storage.Native;

/// <summary>A directory entry, with the raw bytes of its name.</summary>
internal readonly record struct RawEntry(byte[] Name, EntryType Type);

/// <summary>The file type in a directory entry.</summary>
internal enum EntryType : byte
{
    /// <summary>The file system does not say: ask for its status.</summary>
    Unknown = 0,
    Directory = 4,
    File = 8,
    Link = 10,
}
