using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Alarms;

internal sealed class AlarmOptionsValidator : IValidateOptions<AlarmOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, AlarmOptions options)
    {
        var faults = new OptionFaults(AlarmOptions.Section);
        faults.Check(
            options.SweepEvery >= Shortest && options.SweepEvery <= Longest, nameof(options.SweepEvery), options.SweepEvery,
            "a time from 00:00:00.1 to 00:10:00");
        faults.CheckRange(nameof(options.BatchSize), options.BatchSize, 1, 100_000);
        return faults.Build();
    }
}
