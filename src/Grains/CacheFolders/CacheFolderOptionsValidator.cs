using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.CacheFolders;

internal sealed class CacheFolderOptionsValidator : IValidateOptions<CacheFolderOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromDays(3_650);

    public ValidateOptionsResult Validate(string? name, CacheFolderOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Check(options.DefaultMaxBytes is null or > 0, nameof(options.DefaultMaxBytes), options.DefaultMaxBytes,
            "a number of bytes above 0, or leave it out for no limit");
        Check(options.CheckEvery > TimeSpan.Zero, nameof(options.CheckEvery), options.CheckEvery, "a time above zero");
        Check(options.RetryFullAfter > TimeSpan.Zero, nameof(options.RetryFullAfter), options.RetryFullAfter, "a time above zero");
        Check(IsPeriod(options.ReconcileEvery), nameof(options.ReconcileEvery), options.ReconcileEvery, "zero for never, or a time from a minute to ten years");
        Check(IsPeriod(options.CleanOrphansEvery), nameof(options.CleanOrphansEvery), options.CleanOrphansEvery,
            "zero for never, or a time from a minute to ten years");
        Check(options.CleanOrphansOlderThanDays is >= 0 and <= 3_650, nameof(options.CleanOrphansOlderThanDays), options.CleanOrphansOlderThanDays,
            "a number of days from 0 to 3650");
        return faults.Build();

        void Check(bool isValid, string option, object? value, string remedy) => faults.Check(isValid, CacheFolderOptions.Section, option, value, remedy);
    }

    private static bool IsPeriod(TimeSpan every) => every == TimeSpan.Zero || (every >= Shortest && every <= Longest);
}
