using System.Runtime.InteropServices;

namespace MediaPipeline.Grains.Ports.Sources;

/// <summary>What tells a file from another one of the same size and time of change.</summary>
/// <param name="ChangedAt">
/// When content, name or rights last changed (ctime), which no program can set, to the millisecond; null where the file system does not say.
/// </param>
/// <param name="Inode">Its number on its device; null where the file system has none, and <see cref="UnsteadyInode"/> where that does not last.</param>
[GenerateSerializer, Immutable, Alias("FileStamp"), StructLayout(LayoutKind.Auto)]
public readonly record struct FileStamp([property: Id(0)] DateTimeOffset? ChangedAt, [property: Id(1)] long? Inode)
{
    /// <summary>No file has this number.</summary>
    public const long UnsteadyInode = 0;

    /// <summary>Whether it may be the same file: what one of them does not know is not compared.</summary>
    public bool Matches(FileStamp seen) => MatchesTime(seen) && (Inode is null or UnsteadyInode || seen.Inode is null || Inode == seen.Inode);

    /// <summary>Whether everything that was seen can be compared.</summary>
    public bool Knows(FileStamp seen) => (ChangedAt is not null || seen.ChangedAt is null) && (Inode is not null || seen.Inode is null);

    /// <summary>
    /// What to store of a file that was seen. A number that changed alone is not compared again: some network and USB file systems number their files anew
    /// whenever they are mounted.
    /// </summary>
    /// <param name="seen">Of the file as it is now.</param>
    /// <param name="otherwiseSame">Whether size and time of change are those that are stored.</param>
    public FileStamp Renew(FileStamp seen, bool otherwiseSame) => new(
        seen.ChangedAt ?? ChangedAt,
        Inode == UnsteadyInode || (otherwiseSame && MatchesTime(seen) && !Matches(seen)) ? UnsteadyInode : seen.Inode ?? Inode);

    private bool MatchesTime(FileStamp seen) => ChangedAt is null || seen.ChangedAt is null || ChangedAt == seen.ChangedAt;
}
