using MediaPipeline.Archives.Native;
using MediaPipeline.Grains;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Sources;

/// <summary>A folder on the path of a walk, with its remaining names in order.</summary>
/// <param name="path">Below the root, with a closing <c>/</c>; empty for the root.</param>
/// <param name="identity">The same by the identities of the names.</param>
/// <param name="keyPrefix">What the sort keys of all in it begin with.</param>
/// <param name="rawPath">Absolute, as bytes; may end with NUL.</param>
/// <param name="validPath">Whether every name on the way is UTF-8, so that the path as text leads here.</param>
/// <param name="rest">What remains of the key to go on after, when the walk resumes in this folder.</param>
internal sealed class FolderFrame(string path, string identity, string keyPrefix, byte[] rawPath, bool validPath, byte[]? rest)
{
    private List<FolderChild> _children = [];
    private int _next;

    public string Path { get; } = path;

    public string Identity { get; } = identity;

    public string KeyPrefix { get; } = keyPrefix;

    public bool ValidPath { get; } = validPath;

    /// <summary>Without a closing NUL or separator.</summary>
    public byte[] RawPath { get; } = rawPath.AsSpan().TrimEnd((byte)0).TrimEnd((byte)'/').ToArray();

    public static byte[] Terminated(byte[] path) => [.. path, 0];

    public static string WithSlash(string path) => path.EndsWith('/') ? path : path + "/";

    /// <summary>Reads the names and sorts those that come after the rest. Returns 0 or the errno.</summary>
    public int List(SourceRules rules)
    {
        var entries = new List<RawEntry>();
        var error = LibC.List(RawPath.Length == 0 ? "/\0"u8 : Terminated(RawPath), entries);
        if (error != 0)
        {
            return error;
        }

        _children = new List<FolderChild>(entries.Count);
        foreach (var entry in entries)
        {
            var child = Classify(entry, rules);
            if (rest is null || IsAfter(child))
            {
                _children.Add(child);
            }
        }

        _children.Sort((left, right) => left.Key.AsSpan().SequenceCompareTo(right.Key));
        return 0;
    }

    public bool TryTake(out FolderChild child)
    {
        child = _next < _children.Count ? _children[_next] : default;
        return _next++ < _children.Count;
    }

    /// <summary>What remains of the key in that folder, when the walk resumes there.</summary>
    public byte[]? RestBelow(FolderChild child) => rest is not null && rest.AsSpan().StartsWith(child.Key) ? rest[child.Key.Length..] : null;

    private bool IsAfter(FolderChild child) =>
        child.Key.AsSpan().SequenceCompareTo(rest) > 0 || (child.IsContainer && rest.AsSpan().StartsWith(child.Key));

    private FolderChild Classify(RawEntry entry, SourceRules rules)
    {
        var name = FileNames.Decode(entry.Name, out _);
        var type = entry.Type == EntryType.Unknown ? Ask(entry.Name) : entry.Type;
        var ignoredAs = IgnoredAs(name, type, rules, out var mustBeRead);
        if (ignoredAs is not null && type == EntryType.Directory)
        {
            type = EntryType.File;
        }

        var isArchive = ignoredAs is null && type != EntryType.Directory && rules.ArchiveExtensions.Contains(FileNames.ExtensionOf(name));
        var known = FileNames.Identify(entry.Name);
        var key = type == EntryType.Directory ? NaturalKey.OfFolder(known) : isArchive ? NaturalKey.OfArchive(known) : NaturalKey.Of(known, null);
        return new FolderChild(entry.Name, System.Text.Encoding.UTF8.GetBytes(key), type, ignoredAs, mustBeRead, isArchive);
    }

    private EntryType Ask(byte[] name)
    {
        var error = FileStatus.Read([.. RawPath, (byte)'/', .. name, 0], followLink: false, out var status);
        return error != 0 ? EntryType.File : status.IsDirectory ? EntryType.Directory : status.IsLink ? EntryType.Link : EntryType.File;
    }

    private static string? IgnoredAs(string name, EntryType type, SourceRules rules, out bool mustBeRead)
    {
        mustBeRead = false;
        if (rules.IsHidden(name))
        {
            return "(hidden)";
        }

        if (type == EntryType.Directory)
        {
            return null;
        }

        var extension = FileNames.ExtensionOf(name);
        mustBeRead = extension is "(none)" && rules.ReadFilesWithoutExtension;
        return mustBeRead || rules.PictureExtensions.Contains(extension) || rules.ArchiveExtensions.Contains(extension) ? null : extension;
    }
}
