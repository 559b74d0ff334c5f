using MediaPipeline.LocalSilo.Runtime;

namespace Orleans.Runtime;

/// <summary>What callers hold in place of a grain. Equal when they address the same grain, whatever the interface.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private protected GrainReference() => throw new NotSupportedException();

    public GrainId GrainId => throw new NotSupportedException();

    public virtual TGrainInterface Cast<TGrainInterface>() where TGrainInterface : IAddressable => throw new NotSupportedException();

    internal object Cast(Type interfaceType) => throw new NotSupportedException();

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);
    public override bool Equals(object? obj) => Equals(obj as GrainReference);
    public override int GetHashCode() => GrainId.GetHashCode();
    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();
    public sealed override string ToString() => $"GrainReference:{GrainId}";

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) => reference1?.Equals(reference2) ?? reference2 is null;
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);
}
