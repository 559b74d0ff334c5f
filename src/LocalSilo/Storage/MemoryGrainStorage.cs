using System.Collections.Concurrent;
using System.Globalization;
using MediaPipeline.LocalSilo.Runtime;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MediaPipeline.LocalSilo.Storage;

/// <summary>States in memory, each a copy of what was written, with a number as its ETag.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId GrainId), Record> _records = new();
    private long _lastEtag;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue((stateName, grainId), out var record))
        {
            grainState.State = DeepCopier.CopyState((T)record.State!);
            grainState.ETag = record.ETag;
            grainState.RecordExists = true;
        }
        else
        {
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = new Record(DeepCopier.CopyState(grainState.State), Interlocked.Increment(ref _lastEtag).ToString(CultureInfo.InvariantCulture));
        var stored = _records.AddOrUpdate(
            (stateName, grainId),
            _ => grainState.ETag is null ? record : throw Lost(null, grainState.ETag),
            (_, before) => string.Equals(before.ETag, grainState.ETag, StringComparison.Ordinal) ? record : throw Lost(before.ETag, grainState.ETag));
        grainState.ETag = stored.ETag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue((stateName, grainId), out var before)
            && (!string.Equals(before.ETag, grainState.ETag, StringComparison.Ordinal) || !_records.TryRemove(KeyValuePair.Create((stateName, grainId), before))))
        {
            throw Lost(before.ETag, grainState.ETag);
        }

        grainState.State = default;
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private static InconsistentStateException Lost(string? stored, string? current) => new("The stored state is another one than was read.", stored, current);

    private sealed record Record(object? State, string ETag);
}
