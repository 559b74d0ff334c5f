namespace MediaPipeline.Grains.Items;

/// <summary>The inputs of <see cref="ItemMachine{T}"/> besides record and event.</summary>
/// <param name="Random">0 to 1, for the jitter of delays.</param>
/// <param name="AttemptAlive">Whether this activation started the running attempt; one that it found in the store died with its process.</param>
internal sealed record ItemContext(DateTimeOffset Now, ItemOptions Options, double Random, bool AttemptAlive)
{
    /// <summary>That delay, 20 % more or less.</summary>
    public DateTimeOffset After(TimeSpan delay) => Now + (delay * (0.8 + (0.4 * Random)));
}
