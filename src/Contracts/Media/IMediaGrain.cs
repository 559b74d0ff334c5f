using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Media;

/// <summary>One media title.</summary>
[Alias("IMediaGrain")]
public interface IMediaGrain : IItemGrain
{
    /// <summary>Sets, locks and unlocks fields. An unknown field, a value that cannot be, and another revision are refused.</summary>
    [Alias("Edit")]
    Task<CommandResult> Edit(MediaEdit edit);

    /// <summary>Makes it a part of another title, whatever type and year say.</summary>
    [Alias("Merge")]
    Task<CommandResult> Merge(MediaId into);

    /// <summary>Makes some of its sources a title of their own.</summary>
    /// <param name="sources">Their keys, such as <c>anilist:1535</c>: some of them, not all.</param>
    [Alias("Split")]
    Task<MediaSplit> Split(IReadOnlyList<string> sources);
}

/// <param name="Title">The title that the sources become; null when it is refused.</param>
[GenerateSerializer, Immutable, Alias("MediaSplit")]
public sealed record MediaSplit([property: Id(0)] CommandResult Result, [property: Id(1)] MediaId? Title);
