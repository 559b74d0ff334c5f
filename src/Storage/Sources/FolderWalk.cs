using System.Text;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Sources;

/// <summary>
/// One walk through a folder, depth first, each folder sorted by the UTF-8 bytes of its names' keys, which gives the order of whole sort keys.
/// It holds the names of the folders that it stands in, nothing else.
/// </summary>
internal sealed class FolderWalk(string root, SourceRules rules, TimeProvider time)
{
    private readonly Stack<FolderFrame> _open = new();
    private (ulong Device, ulong Inode) _rootIdentity;

    /// <summary>Everything after that key. Throws <see cref="SourceUnavailableException"/> when the root is gone or cannot be read.</summary>
    public IEnumerable<SourceEntry> Run(string? afterKey)
    {
        CheckRoot(first: true);
        var unreadable = Open(new FolderFrame("", "", Encoding.UTF8.GetBytes(root), true, afterKey is null ? null : Encoding.UTF8.GetBytes(afterKey)));
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
            return Open(new FolderFrame(
                frame.Path + child.Text + "/", frame.KeyPrefix + child.KeyText, child.RawPath(frame), frame.ValidPath && child.ValidName, frame.RestBelow(child)));
        }

        return child.IgnoredAs is { } reason ? new SourceEntry.Ignored(reason) : Look(frame, child);
    }

    private SourceEntry? Look(FolderFrame frame, FolderChild child)
    {
        var path = child.RawPath(frame);
        var link = child.Type == EntryType.Link;
        var error = LibC.Status(path, followLink: link, out var status);
        if (error == LibC.NoEntry && !link)
        {
            CheckRoot();
            return null;
        }

        if (link && (error != 0 || !status.IsFile || !LeadsInside(path)))
        {
            return new SourceEntry.Ignored("(link)");
        }

        if (error == 0 && !status.IsFile)
        {
            return new SourceEntry.Ignored("(special)");
        }

        return child.MustBeRead && !PictureFile.HasSignature(path) ? new SourceEntry.Ignored("(none)") : Picture(frame, child, status);
    }

    private SourceEntry.Picture Picture(FolderFrame frame, FolderChild child, FileStatus status)
    {
        var path = frame.Path + child.Text;
        var age = time.GetUtcNow() - status.ModifiedAt;
        var fault = frame.ValidPath && child.ValidName ? null : new Fault("unreadableName", $"A name in '{path}' is not valid UTF-8: rename it, then scan again.");
        return new SourceEntry.Picture(
            frame.KeyPrefix + child.KeyText, path, null, status.Bytes, status.ModifiedAt, Growing: age >= TimeSpan.Zero && age < rules.GrowingFor, fault);
    }

    private bool LeadsInside(byte[] path) => LibC.RealPath(path) is { } target && target.StartsWith(FolderFrame.WithSlash(root), StringComparison.Ordinal);

    // Answers what is the matter where the folder cannot be listed; one that went away meanwhile is as if it had never been there.
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
            return new SourceEntry.Unreadable(frame.KeyPrefix, frame.Path.TrimEnd('/'), LibC.Describe(error));
        }

        _open.Push(frame);
        return null;
    }

    // A disk that was unmounted on the way must not look like a folder whose files are gone.
    private void CheckRoot(bool first = false)
    {
        var error = LibC.Status(FolderFrame.Terminated(Encoding.UTF8.GetBytes(root)), followLink: true, out var status);
        if (error != 0 || !status.IsDirectory || (!first && status.Identity != _rootIdentity))
        {
            throw new SourceUnavailableException($"'{root}' is not there{(error == 0 ? "" : $" ({LibC.Describe(error)})")}. Check that its disk is mounted.");
        }

        _rootIdentity = status.Identity;
    }
}
