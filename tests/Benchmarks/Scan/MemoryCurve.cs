namespace MediaPipeline.Benchmarks.Scan;

/// <summary>Resident memory of this process against how much has been taken in.</summary>
internal sealed class MemoryCurve
{
    private readonly List<(long Pictures, long Megabytes)> _samples = [];

    public void Sample(long pictures) => _samples.Add((pictures, Environment.WorkingSet >> 20));

    /// <summary>The highest value in each tenth of the way.</summary>
    public IEnumerable<long> Tenths(long pictures) =>
        _samples.GroupBy(sample => Math.Min(9, sample.Pictures * 10 / pictures)).OrderBy(tenth => tenth.Key)
            .Select(tenth => tenth.Max(sample => sample.Megabytes));
}
