using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Grains.Images;

/// <summary>What is to be done about the files of a picture.</summary>
internal abstract record ImageEffect : ItemEffect
{
    private ImageEffect() { }

    /// <summary>Before the record is stored: it must not name files that are gone, nor leave files that nothing names.</summary>
    internal sealed record DeleteAllRenditions : ImageEffect
    {
        public override bool BeforeWrite => true;
    }

    internal sealed record DeleteFiles(CacheFolderId Folder, IReadOnlyList<string> Paths) : ImageEffect;

    /// <summary>Whatever a lost attempt may have left in a folder that the record no longer names.</summary>
    internal sealed record DeleteStrays(CacheFolderId Folder) : ImageEffect;
}
