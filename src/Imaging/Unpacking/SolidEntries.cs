using MediaPipeline.Archives;
using MediaPipeline.Grains.Ports.Imaging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Imaging.Unpacking;

/// <summary>Finds pictures that a worker could reach only by unpacking those before them, and has them unpacked.</summary>
internal sealed class SolidEntries(IEntryUnpacker unpacker, IOptions<ArchiveOptions> options)
{
    private const int MostDirectories = 8;

    private readonly Lock _gate = new();
    private readonly LinkedList<ArchiveDirectory> _recent = new();

    /// <summary>Null for a picture that a worker reads where it is, and for one that it will find fault with.</summary>
    public async Task<UnpackedEntry?> UnpackAsync(PictureSource source, CancellationToken cancellationToken)
    {
        if (source.Entry is null)
        {
            return null;
        }

        var directory = await Task.Run(() => ReadDirectory(source.Path), cancellationToken);
        return directory?.Find(source.Entry) is { IsSolid: true } entry && directory.FindFault(entry) is null
            ? await unpacker.UnpackAsync(directory, entry, cancellationToken)
            : null;
    }

    /// <summary>Null for an archive that cannot be solid.</summary>
    private ArchiveDirectory? ReadDirectory(string path)
    {
        using var archive = ArchiveFile.Open(path);
        if (!archive.CanBeSolid())
        {
            return null;
        }

        lock (_gate)
        {
            if (_recent.FirstOrDefault(known => known.Identity == archive.Identity && string.Equals(known.Path, path, StringComparison.Ordinal)) is { } known)
            {
                return known;
            }
        }

        var directory = archive.ReadDirectory(options.Value);
        lock (_gate)
        {
            _recent.AddFirst(directory);
            if (_recent.Count > MostDirectories)
            {
                _recent.RemoveLast();
            }
        }

        return directory;
    }
}
