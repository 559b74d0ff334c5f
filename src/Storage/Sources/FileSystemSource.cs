using System.Runtime.CompilerServices;
using System.Text;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Storage.Native;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Sources;

/// <summary>Folders of the file system as sources. They are only ever read.</summary>
internal sealed class FileSystemSource(IOptions<SourceOptions> options, TimeProvider time) : ISourceReader
{
    private const int ReadAhead = 256;
    private static readonly string[] Archives = [".zip", ".cbz", ".rar", ".cbr", ".7z", ".cb7", ".tar", ".cbt"];

    private readonly SourceRules _rules = new(options.Value);

    public SourceInspection Inspect(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path[0] != '/' || path.Contains('\0', StringComparison.Ordinal))
        {
            return new SourceInspection(SourceStatus.Invalid, path, $"'{path}' is not an absolute path: write it from the root, for example /home/me/pictures.");
        }

        var canonical = LibC.RealPath(Bytes(path), out var error);
        return canonical is null ? NotFound(path, error) : InspectCanonical(canonical);
    }

    public async IAsyncEnumerable<SourceEntry> ListAsync(
        string canonicalPath, CollectionKind kind, string? afterKey, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (kind == CollectionKind.Archive)
        {
            throw new NotSupportedException($"'{canonicalPath}' is an archive, and this version reads folders only.");
        }

        using var walk = new FolderWalk(canonicalPath, _rules, time).Run(afterKey).GetEnumerator();
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

    private static SourceInspection InspectCanonical(string path)
    {
        _ = LibC.Status(Bytes(path), followLink: true, out var status);
        if (status.IsDirectory)
        {
            var error = LibC.List(Bytes(path), []);
            return error == 0 ? new SourceInspection(SourceStatus.Folder, path) : NotReadable(path, error);
        }

        var message = status.IsFile && Archives.Contains(Path.GetExtension(path).ToLowerInvariant(), StringComparer.Ordinal)
            ? $"'{path}' is an archive, and this version reads folders only: unpack it and give the folder."
            : $"'{path}' is not a folder: give the folder that it lies in.";
        return new SourceInspection(SourceStatus.Unsupported, path, message);
    }

    private static SourceInspection NotFound(string path, int error) => error is LibC.AccessDenied or LibC.NotPermitted or LibC.IoError
        ? NotReadable(path, error)
        : new SourceInspection(SourceStatus.Missing, path, $"There is nothing at '{path}': check its spelling, and that its disk is mounted.");

    private static SourceInspection NotReadable(string path, int error) =>
        new(SourceStatus.NotReadable, path, $"'{path}' cannot be read ({LibC.Describe(error)}): grant this program's user the right to read it.");

    private static byte[] Bytes(string path) => FolderFrame.Terminated(Encoding.UTF8.GetBytes(path));
}
