using System.Runtime.Intrinsics.X86;

namespace MediaPipeline.Search.Embedding.BuiltIn.Compiling;

/// <summary>Bits of a weight, its sign included.</summary>
internal enum WeightBits
{
    /// <summary>For x86 processors without VNNI: they add two products in 16 bits, which larger weights would exceed.</summary>
    Seven,
    Eight,
}

internal static class WeightBitsOfThisMachine
{
    private const int ExtendedFeatures = 7, Avx512VnniBit = 11;

    public static WeightBits Value { get; } = X86Base.IsSupported && !HasVnni() ? WeightBits.Seven : WeightBits.Eight;

    private static bool HasVnni() =>
        AvxVnni.IsSupported || (Avx512F.IsSupported && (X86Base.CpuId(ExtendedFeatures, 0).Ecx & (1 << Avx512VnniBit)) != 0);
}
