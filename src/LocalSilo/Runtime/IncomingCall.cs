using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>One call on its way through the filters: those of the silo in their order, the grain's own, then the method.</summary>
internal sealed class IncomingCall(Activation activation, Request request) : IIncomingGrainCallContext
{
    private int _stage;

    public IInvokable Request => request;
    public object Grain => activation.GrainInstance!;
    public GrainId? SourceId => request.Source?.GrainId;
    public GrainId TargetId => request.TargetId;
    public IGrainContext TargetContext => activation;
    public string InterfaceName => request.GetInterfaceName();
    public string MethodName => request.GetMethodName();
    public MethodInfo InterfaceMethod => request.GetMethod();
    public object? Result { get; set; }

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = Grain.GetType().GetInterfaceMap(request.GetInterfaceType());
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public static async Task<object?> InvokeAsync(Activation activation, Request request)
    {
        var call = new IncomingCall(activation, request);
        await call.Invoke();
        return call.Result;
    }

    public async Task Invoke()
    {
        var filters = activation.Silo.Filters;
        var stage = _stage++;
        try
        {
            if (stage < filters.Length)
            {
                await filters[stage].Invoke(this);
            }
            else if (stage == filters.Length && Grain is IIncomingGrainCallFilter own)
            {
                await own.Invoke(this);
            }
            else
            {
                Result = await request.InvokeBoxedAsync(Grain);
            }
        }
        finally
        {
            _stage = stage;
        }
    }
}
