namespace MediaPipeline.Imaging;

/// <summary>What becomes of a picture whose end is missing.</summary>
public enum TruncatedPictures
{
    /// <summary>Rendered with what is there, with the warning <c>truncated</c>, when that is at least half of its rows; else rejected.</summary>
    Keep,

    /// <summary>Rejected as <c>truncated</c>.</summary>
    Fail,
}
