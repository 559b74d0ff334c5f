using System.Runtime.CompilerServices;
using MediaPipeline.LocalSilo.Runtime;

namespace Orleans.Runtime;

/// <summary>What callers hold in place of a grain. Equal when they address the same grain, whatever the interface.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly InterfaceBinding _binding;
    private readonly IdSpan _key;

    internal GrainReference(InterfaceBinding binding, IdSpan key)
    {
        _binding = binding;
        _key = key;
    }

    public GrainId GrainId => GrainId.Create(_binding.Class.Type, _key);

    public virtual TGrainInterface Cast<TGrainInterface>() where TGrainInterface : IAddressable => (TGrainInterface)Cast(typeof(TGrainInterface));

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);
    public override bool Equals(object? obj) => Equals(obj as GrainReference);
    public override int GetHashCode() => GrainId.GetHashCode();
    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();
    public sealed override string ToString() => $"GrainReference:{GrainId}:{_binding.InterfaceType.FullName}";

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) => reference1?.Equals(reference2) ?? reference2 is null;
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    internal object Cast(Type interfaceType) => interfaceType.IsInstanceOfType(this) ? this : _binding.Class.Bind(interfaceType).CreateReference(_key);

    internal Task<TResult> CallAsync<TArguments, TResult>(int method, TArguments arguments, CancellationToken cancellation)
        where TArguments : struct, ITuple
    {
        var slot = Unsafe.As<MethodSlot<TArguments, Task<TResult>>>(_binding.Methods[method]);
        var silo = _binding.Class.Silo;
        var request = new Request<TArguments, TResult>(slot, _binding.Class, _key, silo.CopiesMessages ? DeepCopier.Copy(arguments) : arguments);
        silo.Send(request, cancellation);
        return request.Answer;
    }

    internal Task CallVoidAsync<TArguments>(int method, TArguments arguments, CancellationToken cancellation)
        where TArguments : struct, ITuple
    {
        var slot = Unsafe.As<MethodSlot<TArguments, Task>>(_binding.Methods[method]);
        var silo = _binding.Class.Silo;
        var request = new VoidRequest<TArguments>(slot, _binding.Class, _key, silo.CopiesMessages ? DeepCopier.Copy(arguments) : arguments);
        silo.Send(request, cancellation);
        return slot.OneWay ? Task.CompletedTask : request.Answer;
    }
}
