using MediaPipeline.Archives;
using MediaPipeline.Contracts.Reading;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Sources;

/// <summary>Entries of archives of the file system, inflated as they are read, within the limits of the options.</summary>
internal sealed class FileArchiveReader(IOptions<ArchiveOptions> limits) : IArchiveReader
{
    public Task<ArchiveContent> OpenAsync(string archivePath, string entry, CancellationToken cancellationToken) =>
        Task.Run(() => Open(archivePath, entry), cancellationToken);

    private ArchiveContent Open(string path, string key)
    {
        try
        {
            var archive = ArchiveFile.Open(path);
            try
            {
                var directory = archive.ReadDirectory(limits.Value);
                if (directory.Find(key) is { } entry)
                {
                    return new ArchiveContent.Opened(archive.OpenEntry(directory, entry, closeWithEntry: true), entry.Bytes, directory.Identity.ModifiedAt);
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
}
