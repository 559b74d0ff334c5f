using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans
{
    /// <summary>Runs around every call that a grain receives: registered as a service for all grains, or implemented by a grain for its own calls.</summary>
    public interface IIncomingGrainCallFilter
    {
        Task Invoke(IIncomingGrainCallContext context);
    }

    public interface IGrainCallContext
    {
        IInvokable Request { get; }
        object Grain { get; }

        /// <summary>The calling grain; null when the call comes from outside.</summary>
        GrainId? SourceId { get; }
        GrainId TargetId { get; }
        string InterfaceName { get; }
        string MethodName { get; }
        MethodInfo InterfaceMethod { get; }

        /// <summary>The result, once <see cref="Invoke"/> is done; a filter may set another.</summary>
        object? Result { get; set; }

        /// <summary>Calls the next filter, or the grain.</summary>
        Task Invoke();
    }

    public interface IIncomingGrainCallContext : IGrainCallContext
    {
        IGrainContext TargetContext { get; }
        MethodInfo ImplementationMethod { get; }
    }
}

namespace Orleans.Serialization.Invocation
{
    /// <summary>A request with its arguments.</summary>
    public interface IInvokable
    {
        int GetArgumentCount();
        object? GetArgument(int index);
        string GetMethodName();
        string GetInterfaceName();
        MethodInfo GetMethod();
        Type GetInterfaceType();
    }
}
