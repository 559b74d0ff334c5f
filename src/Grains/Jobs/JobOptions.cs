namespace MediaPipeline.Grains.Jobs;

/// <summary>How jobs drive their items.</summary>
public sealed class JobOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Jobs";

    /// <summary>The most that <see cref="Window"/> may be, also of all silos together.</summary>
    public const int MaxWindow = 4_096;

    /// <summary>Items of a job that are driven at once, per silo; 4 per core by default.</summary>
    public int Window { get; set; } = 4 * Environment.ProcessorCount;

    /// <summary>
    /// Entries of a source that are stored at once; 4,000 by default. Smaller pages are stored more slowly, larger ones keep other writes waiting for longer.
    /// </summary>
    public int PageSize { get; set; } = 4_000;

    /// <summary>How often it compares its window with the store; 5 s by default.</summary>
    public TimeSpan CompareEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Least time between two progress events; 0.5 s by default.</summary>
    public TimeSpan ProgressEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A running job without progress for so long is flagged and paused; 10 minutes by default.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Share of a job's items that may fail without an alert; 0.1 by default.</summary>
    public double AlertShare { get; set; } = 0.1;

    /// <summary>Number of ended items from which on the share counts; 10 by default.</summary>
    public int AlertFrom { get; set; } = 10;

    /// <summary>How long a growing file is left before it is checked again; 2 s by default.</summary>
    public TimeSpan GrowingDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// If traces are recorded: the first so many items of a job have spans for their stages; of the rest, one in so many. 1,000 by default; 0: none, only the
    /// job.
    /// </summary>
    public int TracedPictures { get; set; } = 1_000;
}
