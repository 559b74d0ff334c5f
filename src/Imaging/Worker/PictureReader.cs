using MediaPipeline.Archives;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging.Worker;

/// <summary>
/// Reads pictures from files and from archives. It keeps the directory of the archive that it read last, while that is the same file: the pictures of an
/// archive come one after the other. The file itself is opened for each picture, so that an idle worker keeps no disk busy.
/// </summary>
internal sealed class PictureReader(PictureLimits limits, ArchiveOptions archives)
{
    private ArchiveDirectory? _last;

    internal PictureBytes Read(PictureSource source)
    {
        if (source.Entry is { } entry)
        {
            return ReadEntry(source, entry);
        }

        if (ArchiveKinds.IsArchiveName(source.Path))
        {
            RefuseArchive(source.Path);
        }

        return PictureBytes.Read(source.Path, limits.MaxFileBytes);
    }

    private PictureBytes ReadEntry(PictureSource source, string key)
    {
        using var archive = ArchiveFile.Open(source.Path);
        var (directory, entry) = Find(archive, source, key);
        using var content = archive.OpenEntry(directory, entry, source.Unpacked);
        return PictureBytes.Read(content, $"{source.Path}/{entry.Name}", entry.Bytes, limits.MaxFileBytes);
    }

    /// <summary>Unpacks all that is packed as one with an entry.</summary>
    internal void Unpack(PictureSource source, string toFile)
    {
        using var archive = ArchiveFile.Open(source.Path);
        var (directory, entry) = Find(archive, source, source.Entry!);
        if (!entry.NeedsDecoder)
        {
            throw new IOException($"{source.Path} changed while it was read: {entry.Name} is packed in another way now.");
        }

        archive.UnpackBlock(directory, entry, toFile);
    }

    private (ArchiveDirectory Directory, ArchiveEntry Entry) Find(ArchiveFile archive, PictureSource source, string key)
    {
        var directory = _last is { } known && known.Identity == archive.Identity && string.Equals(known.Path, source.Path, StringComparison.Ordinal)
            ? known
            : _last = archive.ReadDirectory(archives);
        return (directory, directory.Find(key) ?? throw new EntryGoneException($"{source} is no longer in its archive."));
    }

    /// <summary>An archive that a scan could not open is stored as an item of its own: a retry reports its current fault.</summary>
    private void RefuseArchive(string path)
    {
        using var archive = ArchiveFile.Open(path);
        _ = archive.ReadDirectory(archives);
        throw new PictureException(
            FaultCodes.UnsupportedFormat, $"{path} is an archive that can be opened now. Scan its collection to import its pictures.");
    }
}

/// <summary>The archive is there, and does not hold the entry.</summary>
internal sealed class EntryGoneException(string message) : IOException(message);
