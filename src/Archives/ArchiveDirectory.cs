using MediaPipeline.Archives.Names;
using MediaPipeline.Archives.Zip;

namespace MediaPipeline.Archives;

/// <summary>The directory of an archive. It can be cached as long as the file's identity is the same.</summary>
public sealed class ArchiveDirectory
{
    private readonly Dictionary<string, ArchiveEntry> _byKey;
    private readonly ArchiveOptions _options;

    private ArchiveDirectory(string path, FileIdentity identity, RawDirectory raw, ArchiveOptions options)
    {
        (Path, Identity, _options) = (path, identity, options);
        _byKey = new Dictionary<string, ArchiveEntry>(raw.Count, StringComparer.Ordinal);
        var names = new EntryNames(raw.Records().Select(record => record.Readable), options.NameEncoding);
        var repeated = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in raw.Records())
        {
            var entry = Entry(record, Unique(EntryKey.Of(record.Name.Span), repeated), names);
            _byKey.Add(entry.Key, entry);
        }
    }

    /// <summary>The archive's path, as it was opened.</summary>
    public string Path { get; }

    /// <summary>Of the file that it was read from.</summary>
    public FileIdentity Identity { get; }

    /// <summary>In the order of the directory, folders included.</summary>
    public IReadOnlyCollection<ArchiveEntry> Entries => _byKey.Values;

    /// <summary>Null when there is no such entry.</summary>
    public ArchiveEntry? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Why that entry must not be read; null if there is nothing against it in the directory.</summary>
    public ArchiveException? FindFault(ArchiveEntry entry)
    {
        var name = $"{Path}/{entry.Name}";
        return entry switch
        {
            { HasUnsafeName: true } => new(ArchiveCodes.UnsafeName,
                $"{Path} has an entry whose name leads out of it: '{entry.Name}'. Rename it in the archive."),
            _ when ArchiveKinds.IsArchiveName(entry.Name) =>
                new(ArchiveCodes.Nested, $"{name} is an archive inside an archive, which is not opened. Unpack it beside the outer one."),
            { IsEncrypted: true } => new(ArchiveCodes.Encrypted, $"{name} is encrypted. Pack it again without a password."),
            { Bytes: 0 } => new(ArchiveCodes.NotAPicture, $"{name} is empty. Remove or replace it."),
            _ when entry.Bytes > _options.MaxEntryBytes => Bomb(
                $"{name} would have {entry.Bytes:N0} bytes, more than MaxEntryBytes ({_options.MaxEntryBytes:N0})", nameof(_options.MaxEntryBytes)),
            _ when entry.Bytes > _options.RatioFromBytes && entry.Bytes / _options.MaxRatio > entry.PackedBytes =>
                Bomb($"{name} would grow from {entry.PackedBytes:N0} to {entry.Bytes:N0} bytes, more than MaxRatio ({_options.MaxRatio}) times",
                    nameof(_options.MaxRatio)),
            { Method: not (ArchiveEntry.Stored or ArchiveEntry.Deflated) } =>
                new(ArchiveCodes.Unsupported,
                    $"{name} is packed by method {entry.Method}, which is not read. Pack it again by 'deflate' or unpacked ('store')."),
            { Method: ArchiveEntry.Stored } when entry.PackedBytes != entry.Bytes =>
                new(ArchiveCodes.CorruptEntry, $"{name} is damaged: the archive gives it two lengths. Fetch or copy the archive once more."),
            _ => null,
        };
    }

    internal static ArchiveDirectory Build(string path, FileIdentity identity, RawDirectory raw, ArchiveOptions options) => raw.Count > 0
        ? new ArchiveDirectory(path, identity, raw, options)
        : throw new ArchiveException(ArchiveCodes.Empty, $"{path} is an archive without entries. Remove or replace it.");

    private string Unique(string key, Dictionary<string, int> repeated)
    {
        if (!_byKey.ContainsKey(key))
        {
            return key;
        }

        var number = repeated[key] = repeated.GetValueOrDefault(key, 1) + 1;
        return EntryKey.Repeated(key, number);
    }

    // Usually all three are equal, and then share one string.
    private static ArchiveEntry Entry(DirectoryRecord record, string key, EntryNames names)
    {
        var name = Same(names.Shown(record.Readable, out var isUnsafe), key);
        return new ArchiveEntry(record, key, name, Same(EntryNames.Sorted(record.Readable), name), isUnsafe);
    }

    private static string Same(string text, string known) => string.Equals(text, known, StringComparison.Ordinal) ? known : text;

    private static ArchiveException Bomb(string what, string option) => new(ArchiveCodes.Bomb, $"{what}. Raise Archives:{option} if it is wanted.");
}
