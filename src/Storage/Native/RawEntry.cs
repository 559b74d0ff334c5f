namespace MediaPipeline.Storage.Native;

/// <summary>A name in a directory as its bytes are.</summary>
internal readonly record struct RawEntry(byte[] Name, EntryType Type);

/// <summary>What the directory says that a name is.</summary>
internal enum EntryType : byte
{
    /// <summary>The file system does not say: ask for its status.</summary>
    Unknown = 0,
    Directory = 4,
    File = 8,
    Link = 10,
}
