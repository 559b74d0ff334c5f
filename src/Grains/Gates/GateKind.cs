namespace MediaPipeline.Grains.Gates;

/// <summary>A kind of gate: of sources, or of cache folders.</summary>
/// <param name="Prefix">What its names begin with in <see cref="Contracts.Items.WaitingFor.Resource"/>, for example <c>source:</c>; the grain's key
/// follows.</param>
/// <param name="GrainInterface">Its own interface, which extends <see cref="Contracts.Items.IGateGrain"/>.</param>
internal sealed record GateKind(string Prefix, Type GrainInterface);
