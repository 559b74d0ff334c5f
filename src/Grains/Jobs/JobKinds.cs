using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs;

/// <summary>The kinds of jobs that are registered.</summary>
internal sealed class JobKinds(IEnumerable<IJobKind> kinds)
{
    public IReadOnlyList<IJobKind> All { get; } = [.. kinds];

    /// <summary>The kind with that name; null when there is none.</summary>
    public IJobKind? Find(string? type) => All.FirstOrDefault(kind => string.Equals(kind.Type, type, StringComparison.Ordinal));

    /// <summary>The kind whose jobs are started with such a payload.</summary>
    public IJobKind For(JobPayload payload) => All.FirstOrDefault(kind => kind.PayloadType == payload.GetType())
        ?? throw new ArgumentException(
            $"No kind of job takes a payload of type {payload.GetType().Name}: register the kind with {nameof(JobServiceCollectionExtensions.AddJobKind)}.",
            nameof(payload));
}
