using MediaPipeline.Contracts.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Silo.Imports;

/// <summary>Finds why nothing can be stored. A job cannot say that itself, since its own state cannot be stored then.</summary>
internal sealed class StorageProbe(IServiceProvider services)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();

    // Not through the service of all checks, which logs each answer.
    private readonly HealthCheckRegistration _check = services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations
        .Single(check => string.Equals(check.Name, "storage", StringComparison.Ordinal));

    private DateTimeOffset _probedAt;
    private string? _fault;

    /// <summary>Probes only while no job makes progress, since probing is a write.</summary>
    /// <param name="jobs">Null where they could not be read.</param>
    public async Task<string?> FindFaultAsync(IReadOnlyList<JobView>? jobs, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        if (jobs is not null && !jobs.Any(job => job.State == JobState.Running && now - (job.LastProgressAt ?? job.StartedAt ?? now) > Pause))
        {
            return _fault = null;
        }

        if (now - _probedAt > Pause)
        {
            _probedAt = now;
            var health = await _check.Factory(services).CheckHealthAsync(new HealthCheckContext { Registration = _check }, cancellationToken);
            _fault = health.Status == HealthStatus.Healthy ? null : health.Description;
        }

        return _fault;
    }
}
