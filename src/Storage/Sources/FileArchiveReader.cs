using MediaPipeline.Archives;
using MediaPipeline.Contracts.Reading;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Sources;

/// <summary>Entries of archives of the file system, inflated as they are read, within the limits of the options.</summary>
internal sealed class FileArchiveReader(IOptions<ArchiveOptions> limits, IEntryUnpacker unpacker) : IArchiveReader
{
    public Task<ArchiveContent> OpenAsync(string archivePath, string entry, CancellationToken cancellationToken) =>
        Task.Run(() => TryOpenAsync(archivePath, entry, cancellationToken), cancellationToken);

    private async Task<ArchiveContent> TryOpenAsync(string path, string key, CancellationToken cancellationToken)
    {
        try
        {
            var archive = ArchiveFile.Open(path);
            try
            {
                var directory = archive.ReadDirectory(limits.Value);
                if (directory.Find(key) is { } entry)
                {
                    var content = await OpenAsync(archive, directory, entry, cancellationToken);
                    return new ArchiveContent.Opened(content, entry.Bytes, directory.Identity.ModifiedAt);
                }
            }
            catch
            {
                archive.Dispose();
                throw;
            }

            archive.Dispose();
            return new ArchiveContent.Gone();
        }
        catch (ArchiveException e)
        {
            return new ArchiveContent.Refused(e.Message);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ArchiveContent.Gone();
        }
    }

    /// <summary>What was unpacked may be given up once it is open.</summary>
    private async Task<Stream> OpenAsync(ArchiveFile archive, ArchiveDirectory directory, ArchiveEntry entry, CancellationToken cancellationToken)
    {
        using var unpacked = entry.NeedsDecoder && directory.FindFault(entry) is null ? await unpacker.UnpackAsync(directory, entry, cancellationToken) : null;
        return archive.OpenEntry(directory, entry, unpacked?.Path, closeWithEntry: true);
    }
}
