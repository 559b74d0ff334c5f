using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Grains.Images;

/// <summary>What is to be done about the files of a picture.</summary>
internal abstract record ImageEffect : ItemEffect
{
    private ImageEffect() { }

    /// <summary>Carried out before the record is stored: it must not refer to deleted files, nor leave files that nothing refers to.</summary>
    internal sealed record DeleteAllRenditions : ImageEffect
    {
        public override bool BeforeWrite => true;
    }

    internal sealed record DeleteFiles(CacheFolderId Folder, IReadOnlyList<string> Paths) : ImageEffect;

    /// <summary>Deletes whatever a lost attempt may have left in a folder that the record no longer refers to.</summary>
    internal sealed record DeleteStrays(CacheFolderId Folder) : ImageEffect;
}
