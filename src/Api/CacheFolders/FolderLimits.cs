using MediaPipeline.Api.Problems;

namespace MediaPipeline.Api.CacheFolders;

/// <summary>What the numbers of a cache folder may be.</summary>
internal static class FolderLimits
{
    /// <summary>Every whole number up to this one is exact in the JSON of every language.</summary>
    public const long MostBytes = 9_007_199_254_740_991;
    public const int LeastWeight = 1, MostWeight = 1_000;

    public static long? CheckBytes(long? maxBytes) => maxBytes is null or (>= 0 and <= MostBytes)
        ? maxBytes
        : throw RequestRejectedException.BadRequest(ProblemCodes.InvalidField,
            $"The field 'maxBytes' cannot be {maxBytes}: expected a number of bytes, or 0 for no limit.");

    public static int? CheckWeight(int? weight) => weight is null or (>= LeastWeight and <= MostWeight)
        ? weight
        : throw RequestRejectedException.BadRequest(ProblemCodes.InvalidField,
            $"The field 'weight' cannot be {weight}: expected {LeastWeight} to {MostWeight}.");
}
