namespace MediaPipeline.LocalSilo.Tests.TestGrains;

/// <summary>Tells which activation answers, and lets tests stand at the doors of its life.</summary>
[Alias("test.life")]
public interface ILifeGrain : IGrainWithStringKey
{
    [Alias("who")]
    Task<Guid> WhoAreYou();

    [Alias("close")]
    Task CloseWhenIdle();

    [Alias("close-and-wait")]
    Task CloseAndPassGate(string gate);

    [Alias("id")]
    Task<string> DescribeYourself();

    [Alias("gate")]
    Task<Guid> PassGate(string gate);
}

public sealed class LifeGrain : Grain, ILifeGrain
{
    private readonly Guid _self = Guid.CreateVersion7();
    private bool _activated;

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Signals.Count($"{Key} alive") > 1)
        {
            Signals.Set($"{Key} twice at once");
        }

        Signals.Count($"{Key} activations");
        await Task.Yield();
        _activated = true;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signals.Set($"{Key} closing for {reason.ReasonCode}");
        if (Key.StartsWith("slow close", StringComparison.Ordinal))
        {
            await Signals.PassGateAsync($"{Key} close");
        }

        Signals.CountDown($"{Key} alive");
        Signals.Set($"{Key} closed");
    }

    public Task<Guid> WhoAreYou() => _activated ? Task.FromResult(_self) : throw new InvalidOperationException("Called before OnActivateAsync was done.");

    public Task CloseWhenIdle()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task CloseAndPassGate(string gate)
    {
        DeactivateOnIdle();
        await Signals.PassGateAsync(gate);
    }

    public Task<string> DescribeYourself() => Task.FromResult($"{this.GetGrainId().Type} {this.GetGrainId().Key}");

    public async Task<Guid> PassGate(string gate)
    {
        await Signals.PassGateAsync(gate);
        return _self;
    }
}

[Alias("test.numbered")]
public interface INumberedGrain : IGrainWithIntegerKey
{
    [Alias("key")]
    Task<long> Key();
}

public sealed class NumberedGrain : Grain, INumberedGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

/// <summary>Cannot be activated until the test lets it.</summary>
[Alias("test.broken")]
public interface IBrokenGrain : IGrainWithStringKey
{
    [Alias("answer")]
    Task<int> Answer();
}

public sealed class BrokenGrain : Grain, IBrokenGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        Signals.IsSet($"{this.GetPrimaryKeyString()} mended") ? Task.CompletedTask : throw new InvalidDataException("not today");

    public Task<int> Answer() => Task.FromResult(42);
}

[Alias("test.unborn")]
public interface IUnbornGrain : IGrainWithStringKey
{
    [Alias("answer")]
    Task<int> Answer();
}

public sealed class UnbornGrain : Grain, IUnbornGrain
{
    public UnbornGrain() => throw new InvalidDataException("never");

    public Task<int> Answer() => Task.FromResult(42);
}
