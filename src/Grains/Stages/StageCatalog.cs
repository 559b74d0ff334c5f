using MediaPipeline.Contracts.Images;

namespace MediaPipeline.Grains.Stages;

/// <summary>The stages in their order, and those who do them.</summary>
internal sealed class StageCatalog(IEnumerable<IImageStage> stages)
{
    private readonly Dictionary<string, IImageStage> _byName = stages.ToDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>The stage of that name.</summary>
    public IImageStage this[string name] => _byName[name];

    /// <summary>The stage that comes after a completed one; live pictures have none left.</summary>
    public static string After(string completed) => completed switch
    {
        ImageStages.Discovered => ImageStages.Probed,
        ImageStages.Probed => ImageStages.Rendered,
        _ => ImageStages.Live,
    };

    /// <summary>Whether a stage is not later than another.</summary>
    public static bool IsAtOrBefore(string stage, string other) => IndexOf(stage) <= IndexOf(other);

    private static int IndexOf(string stage) => ImageStages.All.TakeWhile(s => !string.Equals(s, stage, StringComparison.Ordinal)).Count();
}
