using System.Collections.Concurrent;

namespace MediaPipeline.LocalSilo.Tests.TestGrains;

/// <summary>How grains and tests of one process wait for each other: by name, and each name is a test's own.</summary>
public static class Signals
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> s_signals = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, int> s_counts = new(StringComparer.Ordinal);

    public static void Set(string name) => Get(name).TrySetResult();

    /// <summary>Fails the test, rather than hanging it, when the signal never comes.</summary>
    public static Task WaitAsync(string name) => Get(name).Task.WaitAsync(s_patience);

    public static bool IsSet(string name) => Get(name).Task.IsCompleted;

    public static int Count(string name) => s_counts.AddOrUpdate(name, 1, (_, before) => before + 1);

    public static int CountDown(string name) => s_counts.AddOrUpdate(name, -1, (_, before) => before - 1);

    public static int CountOf(string name) => s_counts.GetValueOrDefault(name);

    /// <summary>Says that it is here, then waits to be let go.</summary>
    public static async Task PassGateAsync(string name)
    {
        Set($"{name} entered");
        await WaitAsync($"{name} open");
    }

    public static Task GateEnteredAsync(string name) => WaitAsync($"{name} entered");

    public static void OpenGate(string name) => Set($"{name} open");

    private static TaskCompletionSource Get(string name) => s_signals.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
