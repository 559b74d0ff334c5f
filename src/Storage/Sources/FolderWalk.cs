using System.Text;
using MediaPipeline.Archives.Native;
using MediaPipeline.Grains;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Sources;

/// <summary>
/// One walk through a folder, depth first, each folder sorted by the UTF-8 bytes of its names' keys, which gives the order of whole sort keys.
/// It keeps in memory the names of the folders on its path and the directory of one archive, nothing else.
/// </summary>
internal sealed class FolderWalk(string root, SourceRules rules, ArchiveListing archives, TimeProvider clock)
{
    private readonly Stack<FolderFrame> _open = new();
    private (ulong Device, ulong Inode) _rootIdentity;

    /// <summary>Everything after that key. Throws <see cref="SourceUnavailableException"/> when the root is gone or cannot be read.</summary>
    public IEnumerable<SourceEntry> Run(string? afterKey)
    {
        CheckRoot(first: true);
        var unreadable = Open(new FolderFrame("", "", "", Encoding.UTF8.GetBytes(root), true, afterKey is null ? null : Encoding.UTF8.GetBytes(afterKey)));
        if (unreadable is not null)
        {
            throw new SourceUnavailableException($"'{root}' cannot be read: {unreadable.Message}. Check that it is mounted and that this program may read it.");
        }

        while (_open.TryPeek(out var frame))
        {
            if (!frame.TryTake(out var child))
            {
                _open.Pop();
            }
            else if (child is { IsArchive: true, IgnoredAs: null })
            {
                foreach (var entry in VisitArchive(frame, child, afterKey))
                {
                    yield return entry;
                }
            }
            else if (Visit(frame, child) is { } entry)
            {
                yield return entry;
            }
        }
    }

    private SourceEntry? Visit(FolderFrame frame, FolderChild child)
    {
        if (child.Type == EntryType.Directory)
        {
            var (path, identity, keyPrefix) = (frame.Path + child.Text + "/", frame.Identity + child.Identity + "/", frame.KeyPrefix + child.KeyText);
            return Open(new FolderFrame(path, identity, keyPrefix, child.RawPath(frame), frame.ValidPath && child.ValidName, frame.RestBelow(child)));
        }

        if (child.IgnoredAs is { } reason)
        {
            return new SourceEntry.Ignored(reason);
        }

        return IsFile(frame, child, out var status, out var ignored) ? Examine(frame, child, status) : ignored;
    }

    private SourceEntry.Picture Named(FolderFrame frame, FolderChild child, FileStatus status)
    {
        var path = frame.Path + child.Text;
        var fault = frame.ValidPath && child.ValidName ? null
            : new Fault("unreadableName", $"A name in '{path}' is not valid UTF-8: rename it, then scan again.");
        return new SourceEntry.Picture(
            frame.KeyPrefix + child.KeyText, path, null, status.Bytes, status.ModifiedAt, rules.IsGrowing(status.ModifiedAt, clock.GetUtcNow()), fault,
            Identity: fault is null ? null : frame.Identity + child.Identity, Stamp: new FileStamp(status.ChangedAt, (long?)status.Inode));
    }

    // .NET cannot open a file whose name is not UTF-8.
    private IReadOnlyList<SourceEntry> VisitArchive(FolderFrame frame, FolderChild child, string? afterKey)
    {
        if (!IsFile(frame, child, out var status, out var ignored))
        {
            return ignored is null ? [] : [ignored];
        }

        var named = Named(frame, child, status);
        return named.Fault is null ? archives.List(Path.Join(root, named.Path), named.Path, status, afterKey)
            : afterKey is null || NaturalKey.Compare(named.SortKey, afterKey) > 0 ? [named]
            : [];
    }

    private SourceEntry Examine(FolderFrame frame, FolderChild child, FileStatus status) =>
        child.MustBeRead && !PictureFile.IsPicture(child.RawPath(frame)) ? new SourceEntry.Ignored("(none)") : Named(frame, child, status);

    /// <summary>Whether it is a regular file that may be read; if not, the entry to report instead, if any.</summary>
    private bool IsFile(FolderFrame frame, FolderChild child, out FileStatus status, out SourceEntry? ignored)
    {
        ignored = null;
        var path = child.RawPath(frame);
        var link = child.Type == EntryType.Link;
        var error = FileStatus.Read(path, followLink: link, out status);
        if (error == LibC.NoEntry && !link)
        {
            CheckRoot();
            return false;
        }

        ignored = link && (error != 0 || !status.IsFile || !LeadsInside(path)) ? new SourceEntry.Ignored("(link)")
            : error == 0 && !status.IsFile ? new SourceEntry.Ignored("(special)")
            : null;
        return ignored is null;
    }

    private bool LeadsInside(byte[] path) => LibC.RealPath(path) is { } target && target.StartsWith(FolderFrame.WithSlash(root), StringComparison.Ordinal);

    // Returns the fault if the folder cannot be listed; a folder that has vanished meanwhile is ignored.
    private SourceEntry.Unreadable? Open(FolderFrame frame)
    {
        var error = frame.List(rules);
        if (error == LibC.NoEntry && frame.Path.Length > 0)
        {
            CheckRoot();
            return null;
        }

        if (error != 0)
        {
            return new SourceEntry.Unreadable(frame.KeyPrefix, frame.Path.TrimEnd('/'), $"{frame.Path}: it cannot be listed ({LibC.Describe(error)}).");
        }

        _open.Push(frame);
        return null;
    }

    // A disk that was unmounted during the walk must not look like a folder without files.
    private void CheckRoot(bool first = false)
    {
        var error = FileStatus.Read(FolderFrame.Terminated(Encoding.UTF8.GetBytes(root)), followLink: true, out var status);
        if (error != 0 || !status.IsDirectory || (!first && status.Identity != _rootIdentity))
        {
            throw new SourceUnavailableException($"'{root}' is not there{(error == 0 ? "" : $" ({LibC.Describe(error)})")}. Check that its disk is mounted.");
        }

        _rootIdentity = status.Identity;
    }
}
