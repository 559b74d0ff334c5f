namespace MediaPipeline.Benchmarks.Calls;

[Alias("bench.ping")]
public interface IPingGrain : IGrainWithIntegerKey
{
    [Alias("ping")]
    Task<int> Ping(int value);

    [Alias("write")]
    Task<int> Write(int value);
}

[Alias("bench.worker")]
public interface IWorkerGrain : IGrainWithIntegerKey
{
    [Alias("ping")]
    Task<int> Ping(int value);
}

[Alias("bench.fresh")]
public interface IFreshGrain : IGrainWithIntegerKey
{
    [Alias("ping")]
    Task<int> Ping(int value);
}

[GenerateSerializer, Alias("bench.number")]
public sealed class Number
{
    [Id(0)]
    public int Value { get; set; }
}

public sealed class PingGrain([PersistentState("number", "Default")] IPersistentState<Number> number) : Grain, IPingGrain
{
    public Task<int> Ping(int value) => Task.FromResult(value + 1);

    public async Task<int> Write(int value)
    {
        number.State.Value = value;
        await number.WriteStateAsync();
        return value;
    }
}

[StatelessWorker(2)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    public Task<int> Ping(int value) => Task.FromResult(value + 1);
}

public sealed class FreshGrain : Grain, IFreshGrain
{
    public Task<int> Ping(int value) => Task.FromResult(value + 1);
}
