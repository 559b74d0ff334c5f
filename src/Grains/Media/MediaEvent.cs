using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Media.Split;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Media;

/// <summary>What can happen to a title, besides what can happen to every item.</summary>
internal abstract record MediaEvent : ItemEvent
{
    private MediaEvent() { }

    /// <summary>An import has read something else about it.</summary>
    /// <param name="Others">Titles that have ids of it.</param>
    /// <param name="Overwrite">Whether it goes through its stages also when that says nothing else.</param>
    internal sealed record Offered(OfferedFacts Facts, IReadOnlyList<SharedId> Others, JobId JobId, int Priority, bool Overwrite) : MediaEvent;

    /// <summary>Another title becomes a part of it.</summary>
    internal sealed record Absorbed(AbsorbedTitle Title) : MediaEvent;

    /// <summary>Sources become a title of their own again.</summary>
    internal sealed record Revived(IReadOnlyList<SourceFacts> Sources, MediaId From) : MediaEvent;

    /// <summary>A person has set fields, or gives them free.</summary>
    internal sealed record Edited(MediaEdit Edit) : MediaEvent;

    /// <summary>A person says that it is the same as another title.</summary>
    internal sealed record MergeRequested(MediaId Into) : MediaEvent;

    /// <summary>A person says that some of its sources are about another title.</summary>
    internal sealed record SplitRequested(SourceSplit Split) : MediaEvent;
}

/// <summary>Another title that has an id of this one.</summary>
internal sealed record SharedId(string Claim, KnownTitle Owner);
