using MediaPipeline.Grains.Jobs.Folders;

namespace MediaPipeline.Grains.Jobs.Drain;

/// <summary>A drain of a cache folder as it is stored.</summary>
public sealed record DrainRecord : FolderJobRecord
{
    internal override string FirstPhase => DrainPhases.Moving;
}
