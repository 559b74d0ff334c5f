using System.Globalization;

namespace MediaPipeline.Grains.Events;

/// <summary>The position of an event in its feed; written <c>{epoch}-{n}</c>.</summary>
/// <param name="Epoch">Identifies one numbering: a feed that starts again at 1 has a new epoch.</param>
[GenerateSerializer, Immutable, Alias("EventPosition")]
public readonly record struct EventPosition([property: Id(0)] string Epoch, [property: Id(1)] long Number)
{
    internal static string NewEpoch(TimeProvider clock) => clock.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);

    internal static bool TryParse(string id, out EventPosition position)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0 && long.TryParse(id.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            position = new EventPosition(id[..dash], number);
            return true;
        }

        position = default;
        return false;
    }

    internal bool IsOfSameFeed(EventPosition other) => string.Equals(Epoch, other.Epoch, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Number}");
}
