using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.Images;

/// <summary>What is to be done about a decision.</summary>
internal abstract record ImageEffect
{
    private ImageEffect() { }

    /// <summary>Before the state is stored: it must not name files that are gone, nor leave files that nothing names.</summary>
    internal sealed record DeleteAllRenditions : ImageEffect;

    /// <summary>After the state is stored.</summary>
    internal sealed record DeleteFiles(CacheFolderId Folder, IReadOnlyList<string> Paths) : ImageEffect;

    /// <summary>After the state is stored: whatever a lost attempt may have left in a folder that the state no longer names.</summary>
    internal sealed record DeleteStrays(CacheFolderId Folder) : ImageEffect;

    /// <summary>Hand the next stage out.</summary>
    internal sealed record RunStage(string Stage, int Attempt) : ImageEffect;

    /// <summary>Tell a job that the picture came to rest or waits.</summary>
    internal sealed record TellJob(JobId JobId) : ImageEffect;

    /// <summary>Tell the event feed.</summary>
    internal sealed record Announce(string Event) : ImageEffect;
}
