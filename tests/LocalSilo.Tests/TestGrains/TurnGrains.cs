namespace MediaPipeline.LocalSilo.Tests.TestGrains;

/// <summary>Shows which requests run beside which.</summary>
[Alias("test.turns")]
public interface ITurnsGrain : IGrainWithStringKey
{
    [Alias("gate")]
    Task PassGate(string gate);

    [Alias("interleaving"), AlwaysInterleave]
    Task<string> AnswerAlways();

    [Alias("read"), ReadOnly]
    Task Read(string gate);

    [Alias("quick-read"), ReadOnly]
    Task<string> QuickRead();

    [Alias("quick-write")]
    Task<string> QuickWrite();

    [Alias("add")]
    Task<int> AddSlowly(int steps);

    [Alias("scheduler")]
    Task<bool> StaysOnItsScheduler();
}

public sealed class TurnsGrain : Grain, ITurnsGrain
{
    private int _count;
    private int _inside;

    public Task PassGate(string gate) => Signals.PassGateAsync(gate);

    public Task<string> AnswerAlways() => Task.FromResult("always");

    public Task Read(string gate) => Signals.PassGateAsync(gate);

    public Task<string> QuickRead() => Task.FromResult("read");

    public Task<string> QuickWrite() => Task.FromResult("written");

    public async Task<int> AddSlowly(int steps)
    {
        if (++_inside > 1)
        {
            throw new InvalidOperationException("Two requests at once.");
        }

        for (var step = 0; step < steps; step++)
        {
            var before = _count;
            await Task.Yield();
            _count = before + 1;
        }

        _inside--;
        return _count;
    }

    public async Task<bool> StaysOnItsScheduler()
    {
        var scheduler = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current;
        await Task.Run(static () => { });
        var afterRun = TaskScheduler.Current;
        var started = await Task.Factory.StartNew(static () => TaskScheduler.Current);
        return scheduler != TaskScheduler.Default && scheduler == afterYield && scheduler == afterRun && scheduler == started;
    }
}

[Alias("test.reentrant")]
public interface IReentrantGrain : IGrainWithStringKey
{
    [Alias("gate")]
    Task PassGate(string gate);

    [Alias("open")]
    Task OpenGate(string gate);
}

[Reentrant]
public sealed class ReentrantGrain : Grain, IReentrantGrain
{
    public Task PassGate(string gate) => Signals.PassGateAsync(gate);

    public Task OpenGate(string gate)
    {
        Signals.OpenGate(gate);
        return Task.CompletedTask;
    }
}

[Alias("test.pool")]
public interface IPoolGrain : IGrainWithIntegerKey
{
    [Alias("work")]
    Task<Guid> Work(string name, int together);
}

/// <summary>Two workers: a call stays until as many as the test asks for are there at once.</summary>
[StatelessWorker(2)]
public sealed class PoolGrain : Grain, IPoolGrain
{
    private readonly Guid _self = Guid.CreateVersion7();

    public async Task<Guid> Work(string name, int together)
    {
        var inside = Signals.Count($"{name} inside");
        if (inside > 2)
        {
            Signals.Set($"{name} too many");
        }

        if (inside == together)
        {
            Signals.Set($"{name} together");
        }

        await Signals.WaitAsync($"{name} together");
        Signals.CountDown($"{name} inside");
        return _self;
    }
}

/// <summary>Calls on, to another or to itself.</summary>
[Alias("test.cycle")]
public interface ICycleGrain : IGrainWithStringKey
{
    [Alias("ask")]
    Task<int> AskThrough(string other, string back);

    [Alias("answer")]
    Task<int> Answer();
}

public sealed class CycleGrain : Grain, ICycleGrain
{
    public Task<int> AskThrough(string other, string back) => string.IsNullOrEmpty(other)
        ? GrainFactory.GetGrain<ICycleGrain>(back).Answer()
        : GrainFactory.GetGrain<ICycleGrain>(other).AskThrough("", back);

    public Task<int> Answer() => Task.FromResult(1);
}
