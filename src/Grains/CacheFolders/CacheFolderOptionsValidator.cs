using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.CacheFolders;

internal sealed class CacheFolderOptionsValidator : IValidateOptions<CacheFolderOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromDays(3_650);

    public ValidateOptionsResult Validate(string? name, CacheFolderOptions options)
    {
        var faults = new OptionFaults(CacheFolderOptions.Section);
        faults.Check(options.DefaultMaxBytes is null or > 0, nameof(options.DefaultMaxBytes), options.DefaultMaxBytes,
            "a number of bytes above 0, or leave it out for no limit");
        faults.Check(options.CheckEvery > TimeSpan.Zero, nameof(options.CheckEvery), options.CheckEvery, "a time above zero");
        faults.Check(options.RetryFullAfter > TimeSpan.Zero, nameof(options.RetryFullAfter), options.RetryFullAfter, "a time above zero");
        CheckPeriod(nameof(options.ReconcileEvery), options.ReconcileEvery);
        CheckPeriod(nameof(options.CleanOrphansEvery), options.CleanOrphansEvery);
        faults.Check(
            options.CleanOrphansOlderThanDays is >= 0 and <= 3_650, nameof(options.CleanOrphansOlderThanDays), options.CleanOrphansOlderThanDays,
            "a number of days from 0 to 3650");
        return faults.Build();

        void CheckPeriod(string option, TimeSpan every) => faults.Check(
            every == TimeSpan.Zero || (every >= Shortest && every <= Longest), option, every, "zero for never, or a time from a minute to ten years");
    }
}
