using System.Reflection;
using Orleans.Concurrency;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>One method of a grain interface.</summary>
internal abstract class MethodSlot(MethodInfo method)
{
    public MethodInfo Method { get; } = method;
    public bool AlwaysInterleave { get; } = method.IsDefined(typeof(AlwaysInterleaveAttribute));
    public bool ReadOnly { get; } = method.IsDefined(typeof(ReadOnlyAttribute));
    public bool OneWay { get; } = method.IsDefined(typeof(OneWayAttribute));
}

/// <param name="method">The interface's method.</param>
/// <param name="invoke">Calls it on a grain; arguments come as one tuple.</param>
internal sealed class MethodSlot<TArguments, TTask>(MethodInfo method, Func<object, TArguments, TTask> invoke) : MethodSlot(method)
{
    public Func<object, TArguments, TTask> Invoke { get; } = invoke;
}
