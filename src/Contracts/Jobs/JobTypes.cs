namespace MediaPipeline.Contracts.Jobs;

/// <summary>A kind of job that this program knows.</summary>
/// <param name="Type">As it is stored and sent, for example <c>scanCollection</c>. It never changes.</param>
public sealed record JobKindInfo(string Type);

/// <summary>The types of jobs that this program knows, in the order in which their kinds were registered.</summary>
public sealed class JobTypes(IEnumerable<JobKindInfo> kinds)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<string> All { get; } = [.. kinds.Select(kind => kind.Type)];
}
