using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Storage;

namespace MediaPipeline.LocalSilo.Tests.TestGrains;

[GenerateSerializer, Alias("test.tally")]
public sealed class Tally
{
    [Id(0)]
    public int Value { get; set; }

    [Id(1)]
    public List<string> Notes { get; set; } = [];
}

[Alias("test.state")]
public interface IStateGrain : IGrainWithStringKey
{
    [Alias("add")]
    Task<int> Add(int value);

    [Alias("get")]
    Task<int> Get();

    [Alias("seen")]
    Task<int> SeenAtActivation();

    [Alias("exists")]
    Task<bool> Exists();

    [Alias("etag")]
    Task<string?> ETag();

    [Alias("clear")]
    Task Clear();

    [Alias("change-only-memory")]
    Task NoteWithoutWriting(string note);

    [Alias("notes")]
    Task<int> NotesAfterReading();

    [Alias("close")]
    Task Close();

    [Alias("who")]
    Task<Guid> WhoAreYou();
}

public sealed class StateGrain([PersistentState("tally")] IPersistentState<Tally> tally) : Grain, IStateGrain
{
    private readonly Guid _self = Guid.CreateVersion7();
    private int _seen = -1;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _seen = tally.State.Value;
        return Task.CompletedTask;
    }

    public async Task<int> Add(int value)
    {
        tally.State.Value += value;
        await tally.WriteStateAsync();
        return tally.State.Value;
    }

    public Task<int> Get() => Task.FromResult(tally.State.Value);

    public Task<int> SeenAtActivation() => Task.FromResult(_seen);

    public Task<bool> Exists() => Task.FromResult(tally.RecordExists);

    public Task<string?> ETag() => Task.FromResult(tally.Etag);

    public Task Clear() => tally.ClearStateAsync();

    public Task NoteWithoutWriting(string note)
    {
        tally.State.Notes.Add(note);
        return Task.CompletedTask;
    }

    public async Task<int> NotesAfterReading()
    {
        await tally.ReadStateAsync();
        return tally.State.Notes.Count;
    }

    public Task Close()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<Guid> WhoAreYou() => Task.FromResult(_self);
}

[Alias("test.racing")]
public interface IRacingGrain : IGrainWithStringKey
{
    [Alias("add")]
    Task<int> Add(int value);

    [Alias("add-beside"), AlwaysInterleave]
    Task AddBeside(int value);

    [Alias("who")]
    Task<Guid> WhoAreYou();
}

public sealed class RacingGrain([PersistentState("tally", RacingStorage.Name)] IPersistentState<Tally> tally) : Grain, IRacingGrain
{
    private readonly Guid _self = Guid.CreateVersion7();

    public async Task<int> Add(int value)
    {
        tally.State.Value += value;
        await tally.WriteStateAsync();
        return tally.State.Value;
    }

    public Task AddBeside(int value) => Add(value);

    public Task<Guid> WhoAreYou() => Task.FromResult(_self);
}

/// <summary>A store of one number for each grain, with ETags, that tests write to behind the grain's back or break.</summary>
public sealed class RacingStorage : IGrainStorage
{
    public const string Name = "Racing";

    private static readonly ConcurrentDictionary<string, (int Value, int ETag)> s_rows = new(StringComparer.Ordinal);

    public static void WriteBehindTheBackOf(IAddressable grain, int value) =>
        s_rows.AddOrUpdate(grain.GetPrimaryKeyString(), (value, 1), (_, row) => (value, row.ETag + 1));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (s_rows.TryGetValue(grainId.Key.ToString()!, out var row))
        {
            ((Tally)(object)grainState.State!).Value = row.Value;
            grainState.ETag = row.ETag.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = grainId.Key.ToString()!;
        if (Signals.IsSet($"{key} disk full"))
        {
            throw new IOException("disk full");
        }

        var value = ((Tally)(object)grainState.State!).Value;
        await Task.Yield();
        var stored = s_rows.TryGetValue(key, out var row) ? row.ETag.ToString(CultureInfo.InvariantCulture) : null;
        if (!string.Equals(stored, grainState.ETag, StringComparison.Ordinal))
        {
            throw new InconsistentStateException("somebody else wrote", stored, grainState.ETag);
        }

        s_rows[key] = (value, row.ETag + 1);
        grainState.ETag = (row.ETag + 1).ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}
