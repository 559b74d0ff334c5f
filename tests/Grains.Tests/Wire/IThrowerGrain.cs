using Orleans;

namespace MediaPipeline.Grains.Tests.Wire;

/// <summary>A grain of the tests that fails as it is told.</summary>
[Alias("Tests.IThrowerGrain")]
public interface IThrowerGrain : IGrainWithIntegerKey
{
    /// <param name="type">Of which <see cref="ThrownExceptions"/> has an example.</param>
    /// <param name="wrapped">Whether it comes inside another one.</param>
    [Alias("Throw")]
    Task Throw(string type, bool wrapped);
}

internal sealed class ThrowerGrain : Grain, IThrowerGrain
{
    public Task Throw(string type, bool wrapped) => throw ThrownExceptions.Make(type, wrapped);
}
