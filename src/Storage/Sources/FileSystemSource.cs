using System.Runtime.CompilerServices;
using System.Text;
using MediaPipeline.Archives;
using MediaPipeline.Archives.Native;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Storage.Native;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Sources;

/// <summary>Folders and archives of the file system as sources. They are never written to.</summary>
internal sealed class FileSystemSource(IOptions<SourceOptions> options, IOptions<ArchiveOptions> limits, TimeProvider clock) : ISourceReader
{
    private const int ReadAhead = 256;

    private readonly SourceRules _rules = new(options.Value);

    public SourceInspection Inspect(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path[0] != '/' || path.Contains('\0', StringComparison.Ordinal))
        {
            return new SourceInspection(SourceStatus.Invalid, path,
                $"'{path}' is not an absolute path: write it from the root, for example /home/me/pictures.");
        }

        var canonical = LibC.RealPath(Bytes(path), out var error);
        return canonical is null ? NotFound(path, error) : InspectCanonical(canonical);
    }

    public async IAsyncEnumerable<SourceEntry> ListAsync(
        string canonicalPath, CollectionKind kind, string? afterKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var archives = new ArchiveListing(_rules, limits.Value, clock);
        var all = kind == CollectionKind.Archive ? ListArchive(archives, canonicalPath, afterKey)
            : new FolderWalk(canonicalPath, _rules, archives, clock).Run(afterKey);
        using var walk = all.GetEnumerator();
        var entries = new List<SourceEntry>(ReadAhead);
        do
        {
            await Task.Run(() => Fill(walk, entries), cancellationToken);
            foreach (var entry in entries)
            {
                yield return entry;
            }
        }
        while (entries.Count == ReadAhead);
    }

    private static void Fill(IEnumerator<SourceEntry> walk, List<SourceEntry> entries)
    {
        entries.Clear();
        while (entries.Count < ReadAhead && walk.MoveNext())
        {
            entries.Add(walk.Current);
        }
    }

    private static IEnumerable<SourceEntry> ListArchive(ArchiveListing archives, string path, string? afterKey)
    {
        var error = FileStatus.Read(Bytes(path), followLink: true, out var status);
        if (error != 0 || !status.IsFile)
        {
            throw new SourceUnavailableException($"'{path}' is not there{(error == 0 ? "" : $" ({LibC.Describe(error)})")}. Check that its disk is mounted.");
        }

        foreach (var entry in archives.List(path, Path.GetFileName(path), status, afterKey))
        {
            yield return entry is SourceEntry.Unreadable unreadable
                ? throw new SourceUnavailableException(
                    $"'{path}' cannot be read: {unreadable.Message}. Check that it is mounted and that this program may read it.")
                : entry;
        }
    }

    private SourceInspection InspectCanonical(string path)
    {
        _ = FileStatus.Read(Bytes(path), followLink: true, out var status);
        if (status.IsDirectory)
        {
            var error = LibC.List(Bytes(path), []);
            return error == 0 ? new SourceInspection(SourceStatus.Folder, path) : NotReadable(path, error);
        }

        return status.IsFile && _rules.ArchiveExtensions.Contains(FileNames.ExtensionOf(path))
            ? InspectArchive(path)
            : new SourceInspection(SourceStatus.Unsupported, path, $"'{path}' is not a folder: give the folder that it lies in.");
    }

    // A truncated archive is imported all the same, and shown as failed, so that the fault stays visible.
    private SourceInspection InspectArchive(string path)
    {
        Span<byte> start = stackalloc byte[ArchiveKinds.SniffLength];
        var length = LibC.ReadStart(Bytes(path), start, out var error);
        return length < 0 ? NotReadable(path, error)
            : ArchiveKinds.Of(start[..length]) != ArchiveKind.Unknown ? new SourceInspection(SourceStatus.Archive, path)
            : InspectByDirectory(path);
    }

    // Something may have been put before a zip.
    private SourceInspection InspectByDirectory(string path)
    {
        try
        {
            using var archive = ArchiveFile.Open(path);
            archive.ReadDirectory(limits.Value);
            return new SourceInspection(SourceStatus.Archive, path);
        }
        catch (ArchiveException e)
        {
            return new SourceInspection(SourceStatus.Unsupported, path, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SourceInspection(SourceStatus.NotReadable, path, $"'{path}' cannot be read: {e.Message}");
        }
    }

    private static SourceInspection NotFound(string path, int error) => error is LibC.AccessDenied or LibC.NotPermitted or LibC.IoError
        ? NotReadable(path, error)
        : new SourceInspection(SourceStatus.Missing, path, $"There is nothing at '{path}': check its spelling, and that its disk is mounted.");

    private static SourceInspection NotReadable(string path, int error) =>
        new(SourceStatus.NotReadable, path, $"'{path}' cannot be read ({LibC.Describe(error)}): grant this program's user the right to read it.");

    private static byte[] Bytes(string path) => FolderFrame.Terminated(Encoding.UTF8.GetBytes(path));
}
