namespace MediaPipeline.LocalSilo.Tests.TestGrains;

[GenerateSerializer, Alias("test.shape")]
public abstract record Shape
{
    private Shape()
    {
    }

    [GenerateSerializer, Alias("test.circle")]
    public sealed record Circle([property: Id(0)] double Radius) : Shape;

    [GenerateSerializer, Alias("test.group")]
    public sealed record Group([property: Id(0)] List<Shape> Members, [property: Id(1)] Dictionary<string, Shape?> Named) : Shape;
}

[GenerateSerializer, Alias("test.box")]
public sealed class Box
{
    [Id(0)]
    public List<string> Items { get; set; } = [];
}

/// <summary>Calls of every form.</summary>
[Alias("test.calls")]
public interface ICallGrain : IGrainWithStringKey
{
    [Alias("none")]
    Task Nothing();

    [Alias("value-none")]
    ValueTask NothingByValue();

    [Alias("value")]
    ValueTask<int> DoubleByValue(int value);

    [Alias("join")]
    Task<string> Join(int a, long b, string c, Guid d, bool e, double? f, string[] g);

    [Alias("throw")]
    Task ThrowAfterYield(string message);

    [Alias("throw-now")]
    Task<int> ThrowAtOnce();

    [Alias("keep")]
    Task Keep(Box box);

    [Alias("kept")]
    Task<Box> Kept();

    [Alias("shape")]
    Task<Shape> Echo(Shape shape);

    [Alias("cancel")]
    Task WaitForCancellation(string name, CancellationToken cancellationToken);

    [Alias("context")]
    Task<string?> ContextHereAndBeyond(string? next);

    [Alias("set-context")]
    Task SetContext();

    [Alias("one-way"), OneWay]
    Task Send(string gate);

    [Alias("one-way-throw"), OneWay]
    Task SendFailing(string name);

    [Alias("self")]
    Task<ICallGrain> Yourself();

    [Alias("key-of")]
    Task<string> KeyOf(ICallGrain other);

    [Alias("twice")]
    Task<int> DoubledByFilter(int value);
}

public sealed class CallGrain : Grain, ICallGrain
{
    private Box _box = new();

    public Task Nothing() => Task.CompletedTask;

    public async ValueTask NothingByValue() => await Task.Yield();

    public ValueTask<int> DoubleByValue(int value) => new(value * 2);

    public Task<string> Join(int a, long b, string c, Guid d, bool e, double? f, string[] g) => Task.FromResult(string.Join('|', a, b, c, d, e, f, string.Concat(g)));

    public async Task ThrowAfterYield(string message)
    {
        await Task.Yield();
        throw new InvalidDataException(message);
    }

    public Task<int> ThrowAtOnce() => throw new InvalidDataException("at once");

    public Task Keep(Box box)
    {
        _box = box;
        return Task.CompletedTask;
    }

    public Task<Box> Kept() => Task.FromResult(_box);

    public Task<Shape> Echo(Shape shape) => Task.FromResult(shape);

    public async Task WaitForCancellation(string name, CancellationToken cancellationToken)
    {
        Signals.Set($"{name} waits");
        await using var registration = cancellationToken.Register(() => Signals.Set($"{name} cancelled"));
        await Signals.WaitAsync($"{name} cancelled");
        cancellationToken.ThrowIfCancellationRequested();
    }

    public async Task<string?> ContextHereAndBeyond(string? next)
    {
        var here = RequestContext.Get("who") as string;
        await Task.Yield();
        return next is null ? here : $"{here} {await GrainFactory.GetGrain<ICallGrain>(next).ContextHereAndBeyond(null)}";
    }

    public Task SetContext()
    {
        RequestContext.Set("who", "callee");
        return Task.CompletedTask;
    }

    public Task Send(string gate) => Signals.PassGateAsync(gate);

    public Task SendFailing(string name)
    {
        Signals.Set($"{name} arrived");
        throw new InvalidDataException("nobody sees this");
    }

    public Task<ICallGrain> Yourself() => Task.FromResult(this.AsReference<ICallGrain>());

    public Task<string> KeyOf(ICallGrain other) => Task.FromResult(other.GetPrimaryKeyString());

    public Task<int> DoubledByFilter(int value) => Task.FromResult(value);
}

/// <summary>A filter of the silo: doubles the result of one method, and passes everything else on.</summary>
public sealed class DoublingFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (string.Equals(context.MethodName, nameof(ICallGrain.DoubledByFilter), StringComparison.Ordinal))
        {
            context.Result = (int)context.Result! + (int)context.Request.GetArgument(0)!;
        }
    }
}

[Alias("test.filtering")]
public interface IFilteringGrain : IGrainWithStringKey
{
    [Alias("answer")]
    Task<string> Answer();
}

/// <summary>A grain that is the filter of its own calls.</summary>
public sealed class FilteringGrain : Grain, IFilteringGrain, IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        context.Result = $"{context.Result}, filtered: {context.ImplementationMethod.DeclaringType!.Name}.{context.MethodName} of {context.TargetId.Key}";
    }

    public Task<string> Answer() => Task.FromResult("answered");
}
