namespace MediaPipeline.Contracts.Jobs;

/// <summary>What an import has read. How many of its records are invalid is in the progress of the job: they failed.</summary>
/// <param name="Read">Records.</param>
/// <param name="New">Titles that were not known.</param>
/// <param name="Changed">Known titles of which the source says something else now.</param>
/// <param name="Unchanged">Known titles of which it says the same as before.</param>
[GenerateSerializer, Immutable, Alias("ImportReport")]
public sealed record ImportReport(
    [property: Id(0)] long Read = 0, [property: Id(1)] long New = 0, [property: Id(2)] long Changed = 0, [property: Id(3)] long Unchanged = 0);
