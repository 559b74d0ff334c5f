using MediaPipeline.Archives.Names;
using MediaPipeline.Archives.Reading;

namespace MediaPipeline.Archives;

/// <summary>The directory of an archive. It can be cached as long as the file's identity is the same.</summary>
public sealed class ArchiveDirectory
{
    private readonly Dictionary<string, ArchiveEntry> _byKey;
    private readonly ArchiveOptions _options;

    private ArchiveDirectory(string path, FileIdentity identity, ArchiveKind kind, RawDirectory raw, ArchiveOptions options)
    {
        (Path, Identity, Kind, _options) = (path, identity, kind, options);
        _byKey = new Dictionary<string, ArchiveEntry>(raw.Count, StringComparer.Ordinal);
        var names = new EntryNames(raw.Records.Select(record => record.Readable), options.NameEncoding);
        var repeated = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in raw.Records)
        {
            var entry = Entry(record, Unique(EntryKey.Of(record.Name.Span), repeated), names);
            _byKey.Add(entry.Key, entry);
        }
    }

    /// <summary>The archive's path, as it was opened.</summary>
    public string Path { get; }

    /// <summary>Of the file that it was read from.</summary>
    public FileIdentity Identity { get; }

    internal ArchiveKind Kind { get; }

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
            { Refusal: { } refusal } => new(ArchiveCodes.Unsupported, $"{name} {refusal}"),
            { Bytes: 0 } => new(ArchiveCodes.NotAPicture, $"{name} is empty. Remove or replace it."),
            _ when entry.Bytes > _options.MaxEntryBytes => Bomb(
                $"{name} would have {entry.Bytes:N0} bytes, more than MaxEntryBytes ({_options.MaxEntryBytes:N0})", nameof(_options.MaxEntryBytes)),
            { Block: { } block } => FindFault(block, name)
                ?? (block.IsSolid ? FindGrowth($"{name} and what it is packed with", block.PackedBytes, block.Bytes)
                    : FindGrowth(name, entry.PackedBytes, entry.Bytes)),
            _ => FindGrowth(name, entry.PackedBytes, entry.Bytes)
                ?? (entry.IsDeflated || entry.PackedBytes == entry.Bytes ? null : new ArchiveException(
                    ArchiveCodes.CorruptEntry, $"{name} is damaged: the archive gives it two lengths. Fetch or copy the archive once more.")),
        };
    }

    private ArchiveException? FindFault(Block block, string name) =>
        block.DictionaryBytes > _options.MaxDictionaryBytes
            ? Bomb($"{name} needs a dictionary of {block.DictionaryBytes:N0} bytes to be unpacked, more than MaxDictionaryBytes "
                + $"({_options.MaxDictionaryBytes:N0})", nameof(_options.MaxDictionaryBytes))
        : block.Bytes > _options.MaxUnpackedBytes
            ? Bomb($"{name} is packed in one with others: together they would have {block.Bytes:N0} bytes, more than MaxUnpackedBytes "
                + $"({_options.MaxUnpackedBytes:N0})", nameof(_options.MaxUnpackedBytes))
        : null;

    private ArchiveException? FindGrowth(string what, long packed, long bytes) =>
        bytes > _options.RatioFromBytes && bytes / _options.MaxRatio > packed
            ? Bomb($"{what} would grow from {packed:N0} to {bytes:N0} bytes, more than MaxRatio ({_options.MaxRatio}) times", nameof(_options.MaxRatio))
            : null;

    internal static ArchiveDirectory Build(string path, FileIdentity identity, ArchiveKind kind, RawDirectory raw, ArchiveOptions options) => raw.Count > 0
        ? new ArchiveDirectory(path, identity, kind, raw, options)
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
