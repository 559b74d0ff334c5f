using System.Collections.Frozen;

namespace MediaPipeline.Storage.Sources;

/// <summary>The options of a scan, made ready for many look-ups.</summary>
internal sealed class SourceRules(SourceOptions options)
{
    public FrozenSet<string> PictureExtensions { get; } = (options.PictureExtensions ?? SourceOptions.DefaultPictureExtensions).ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> IgnoredNames { get; } = (options.IgnoredNames ?? SourceOptions.DefaultIgnoredNames).ToFrozenSet(StringComparer.Ordinal);

    public bool ReadFilesWithoutExtension { get; } = options.ReadFilesWithoutExtension;

    public TimeSpan GrowingFor { get; } = options.GrowingFor;
}
