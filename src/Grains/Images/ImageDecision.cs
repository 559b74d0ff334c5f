using MediaPipeline.Contracts.Commands;

namespace MediaPipeline.Grains.Images;

/// <summary>What the machine makes of an event.</summary>
internal abstract record ImageDecision
{
    private ImageDecision() { }

    /// <summary>Store this state and carry the effects out.</summary>
    internal sealed record Moved(ImageState State, IReadOnlyList<ImageEffect> Effects) : ImageDecision;

    /// <summary>Nothing is to be stored; a late duplicate may leave files behind that are to go.</summary>
    internal sealed record Ignored(string Reason, IReadOnlyList<ImageEffect> Effects) : ImageDecision;

    /// <summary>The state does not allow it.</summary>
    internal sealed record Refused(CommandResult Result) : ImageDecision;
}
