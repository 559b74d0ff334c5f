using System.Collections.Frozen;
using System.IO.Enumeration;
using MediaPipeline.Archives;

namespace MediaPipeline.Storage.Sources;

/// <summary>The options of a scan, prepared for many look-ups.</summary>
internal sealed class SourceRules(SourceOptions options)
{
    private readonly FrozenSet<string> _ignoredNames = Ignored(options, pattern: false).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly string[] _ignoredPatterns = [.. Ignored(options, pattern: true)];

    public FrozenSet<string> PictureExtensions { get; } = (options.PictureExtensions ?? SourceOptions.DefaultPictureExtensions)
        .Concat(options.AddPictureExtensions).ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> ArchiveExtensions { get; } = (options.ArchiveExtensions ?? ArchiveKinds.Extensions)
        .Concat(options.AddArchiveExtensions).ToFrozenSet(StringComparer.Ordinal);

    public bool ReadFilesWithoutExtension { get; } = options.ReadFilesWithoutExtension;

    /// <summary>Whether files and folders with that name are ignored.</summary>
    public bool IsHidden(string name) => name.StartsWith('.') || _ignoredNames.Contains(name)
        || _ignoredPatterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name));

    /// <summary>Whether a file that changed at that time may still be growing.</summary>
    public bool IsGrowing(DateTimeOffset modifiedAt, DateTimeOffset now) => now - modifiedAt is var age && age >= TimeSpan.Zero && age < options.GrowingFor;

    private static IEnumerable<string> Ignored(SourceOptions options, bool pattern) =>
        (options.IgnoredNames ?? SourceOptions.DefaultIgnoredNames).Concat(options.AddIgnoredNames)
            .Where(name => name.AsSpan().ContainsAny('*', '?') == pattern);
}
