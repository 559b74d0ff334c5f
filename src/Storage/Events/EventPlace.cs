using System.Globalization;

namespace MediaPipeline.Storage.Events;

/// <summary>The place of an event in its feed; written <c>{epoch}-{n}</c>.</summary>
/// <param name="Epoch">Another one for each feed that counts from the beginning.</param>
internal readonly record struct EventPlace(string Epoch, long Number)
{
    public static string NewEpoch(TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);

    public static bool TryParse(string id, out EventPlace place)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0 && long.TryParse(id.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            place = new EventPlace(id[..dash], number);
            return true;
        }

        place = default;
        return false;
    }

    public bool IsOfOneFeedWith(EventPlace other) => string.Equals(Epoch, other.Epoch, StringComparison.Ordinal);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Number}");
}
