namespace MediaPipeline.Grains.Tracing;

/// <summary>
/// Which pictures of a job are traced: the first ones and, of the many that follow, few. A job over a million pictures then makes some thousand spans and not
/// millions, and a small one shows every picture. The count is kept in memory: after a restart it starts at 0 again.
/// </summary>
internal sealed class TraceShare
{
    private long _driven;

    /// <summary>
    /// Whether the next picture is traced: the first <paramref name="first"/>, then each that follows <paramref name="first"/> after the last; none when that
    /// is 0.
    /// </summary>
    public bool TakesNext(int first)
    {
        var number = _driven++;
        return number < first || (first > 0 && number % first == 0);
    }
}
