using System.Diagnostics.Metrics;

namespace MediaPipeline.Storage.Sql;

/// <summary>Metrics of the writer, under the meter <c>MediaPipeline.Storage</c>.</summary>
internal sealed class StorageMetrics
{
    public const string MeterName = "MediaPipeline.Storage";

    private readonly Counter<long> _commits;
    private readonly Counter<long> _writes;
    private readonly Counter<long> _failed;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _size;

    public StorageMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _commits = meter.CreateCounter<long>("mediapipeline.storage.commits", "{commit}", "Groups of writes put on disk.");
        _writes = meter.CreateCounter<long>("mediapipeline.storage.writes", "{write}", "Writes put on disk.");
        _failed = meter.CreateCounter<long>("mediapipeline.storage.writes.failed", "{write}", "Writes whose whole group could not be committed.");
        _duration = meter.CreateHistogram<double>("mediapipeline.storage.commit.duration", "s", "From the first statement of a group to its sync.");
        _size = meter.CreateHistogram<long>("mediapipeline.storage.commit.writes", "{write}", "Writes in a group.");
    }

    public void Committed(int writes, TimeSpan duration)
    {
        _commits.Add(1);
        _writes.Add(writes);
        _duration.Record(duration.TotalSeconds);
        _size.Record(writes);
    }

    public void Failed(int writes) => _failed.Add(writes);
}
