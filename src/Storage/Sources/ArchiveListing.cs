using MediaPipeline.Archives;
using MediaPipeline.Archives.Native;
using MediaPipeline.Grains;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Sources;

/// <summary>Lists an archive as if it were a folder. It holds the directory of that one archive, nothing of its contents.</summary>
internal sealed class ArchiveListing(SourceRules rules, ArchiveOptions limits, TimeProvider clock)
{
    /// <summary>
    /// The entries of the archive after that key, in the order of the keys. An archive that cannot be opened is a single failed item; one without read
    /// permission is unreadable.
    /// </summary>
    /// <param name="file">Absolute path.</param>
    /// <param name="path">Below the root.</param>
    /// <param name="afterKey">Null: from the first.</param>
    public IReadOnlyList<SourceEntry> List(string file, string path, FileStatus status, string? afterKey)
    {
        var own = new SourceEntry.Picture(
            NaturalKey.OfArchive(path), path, null, status.Bytes, status.ModifiedAt, Stamp: new FileStamp(status.ChangedAt, (long?)status.Inode));
        if (rules.IsGrowing(status.ModifiedAt, clock.GetUtcNow()))
        {
            return After([own with { Growing = true }], afterKey);
        }

        try
        {
            using var archive = ArchiveFile.Open(file);
            return Entries(archive.ReadDirectory(limits), path, afterKey);
        }
        catch (ArchiveException e)
        {
            return After([own with { Fault = new Fault(e.Code, e.Message) }], afterKey);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Also when it has just vanished, perhaps with its disk: the next scan will tell.
            return [new SourceEntry.Unreadable(own.SortKey, path, $"{path}: {e.Message}")];
        }
    }

    private List<SourceEntry> Entries(ArchiveDirectory directory, string path, string? afterKey)
    {
        var found = new List<(string Key, ArchiveEntry Entry, string? IgnoredAs)>();
        var total = 0L;
        foreach (var entry in directory.Entries.Where(entry => !entry.IsFolder))
        {
            var ignoredAs = IgnoredAs(entry);
            total += ignoredAs is null ? Math.Min(entry.Bytes, limits.MaxEntryBytes) : 0;
            var key = NaturalKey.OfEntry(path, entry.SortName, entry.Key);
            if (afterKey is null || NaturalKey.Compare(key, afterKey) > 0)
            {
                found.Add((key, entry, ignoredAs));
            }
        }

        if (total > limits.MaxTotalBytes)
        {
            throw new ArchiveException(ArchiveCodes.Bomb,
                $"{directory.Path} holds pictures of {total:N0} bytes, more than MaxTotalBytes ({limits.MaxTotalBytes:N0}). Split it, or raise "
                    + "Archives:MaxTotalBytes if it is wanted.");
        }

        found.Sort((left, right) => NaturalKey.Compare(left.Key, right.Key));
        return found.ConvertAll<SourceEntry>(
            one => one.IgnoredAs is { } reason ? new SourceEntry.Ignored(reason) : Picture(one.Key, one.Entry, directory, path));
    }

    // A hostile length must not overflow the sums that are made of it.
    private SourceEntry.Picture Picture(string key, ArchiveEntry entry, ArchiveDirectory directory, string path)
    {
        var fault = directory.FindFault(entry) is { } found ? new Fault(found.Code, found.Message) : null;
        return new SourceEntry.Picture(
            key, path, entry.Key, Math.Min(entry.Bytes, limits.MaxEntryBytes), directory.Identity.ModifiedAt, Growing: false, fault, entry.Name,
            Stamp: new FileStamp(directory.Identity.ChangedAt, (long)directory.Identity.Inode));
    }

    private string? IgnoredAs(ArchiveEntry entry)
    {
        if (!entry.HasUnsafeName && entry.Name.Split('/').Any(rules.IsHidden))
        {
            return "(hidden)";
        }

        var extension = FileNames.ExtensionOf(entry.Name);
        return rules.PictureExtensions.Contains(extension) || rules.ArchiveExtensions.Contains(extension) ? null : extension;
    }

    private static List<SourceEntry> After(List<SourceEntry> own, string? afterKey) =>
        afterKey is not null && own is [SourceEntry.Picture picture] && NaturalKey.Compare(picture.SortKey, afterKey) <= 0 ? [] : own;
}
