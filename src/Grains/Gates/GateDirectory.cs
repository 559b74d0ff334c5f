using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Gates;

/// <summary>Finds the gate of a shared resource by its name.</summary>
internal sealed class GateDirectory(IEnumerable<GateKind> kinds, IGrainFactory grains)
{
    private readonly GateKind[] _kinds = [.. kinds];

    /// <summary>Why the gate of that resource is closed; null when it is open.</summary>
    public Task<WaitingFor?> FindAsync(string resource)
    {
        var kind = Array.Find(_kinds, kind => resource.StartsWith(kind.Prefix, StringComparison.Ordinal))
            ?? throw new ArgumentException(
                $"'{resource}' names no gate: names begin with {string.Join(", ", _kinds.Select(kind => kind.Prefix))}.", nameof(resource));
        return ((IGateGrain)grains.GetGrain(kind.GrainInterface, resource[kind.Prefix.Length..])).FindGate();
    }
}
