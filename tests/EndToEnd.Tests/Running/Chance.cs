using System.Globalization;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>Chance that differs from run to run; a failure names its seed, and <c>KILL_SEED</c> sets it.</summary>
internal static class Chance
{
    public static async Task RunAsync(Func<Random, Task> test)
    {
        var given = Environment.GetEnvironmentVariable("KILL_SEED");
        var seed = string.IsNullOrEmpty(given) ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        try
        {
            await test(new Random(seed));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Failed with seed {seed} (again with KILL_SEED={seed}): {e.Message}", e);
        }
    }
}
