using System.Collections.Frozen;
using MediaPipeline.Archives;

namespace MediaPipeline.Storage.Sources;

/// <summary>The options of a scan, prepared for many look-ups.</summary>
internal sealed class SourceRules(SourceOptions options)
{
    public FrozenSet<string> PictureExtensions { get; } = (options.PictureExtensions ?? SourceOptions.DefaultPictureExtensions)
        .ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> ArchiveExtensions { get; } = (options.ArchiveExtensions ?? ArchiveKinds.Extensions).ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> IgnoredNames { get; } = (options.IgnoredNames ?? SourceOptions.DefaultIgnoredNames).ToFrozenSet(StringComparer.Ordinal);

    public bool ReadFilesWithoutExtension { get; } = options.ReadFilesWithoutExtension;

    /// <summary>Whether files and folders with that name are ignored.</summary>
    public bool IsHidden(string name) => name.StartsWith('.') || IgnoredNames.Contains(name.ToLowerInvariant());

    /// <summary>Whether a file that changed at that time may still be growing.</summary>
    public bool IsGrowing(DateTimeOffset modifiedAt, DateTimeOffset now) => now - modifiedAt is var age && age >= TimeSpan.Zero && age < options.GrowingFor;
}
