namespace MediaPipeline.Grains.Gates;

/// <summary>A kind of shared resource that can be closed.</summary>
/// <param name="Prefix">What its names begin with in <see cref="Contracts.Items.WaitingFor.Resource"/>, for example <c>source:</c>; the grain's key
/// follows.</param>
/// <param name="GrainInterface">An interface of its own that extends <see cref="Contracts.Items.IGateGrain"/>.</param>
internal sealed record GateKind(string Prefix, Type GrainInterface);
