using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.CacheFolders;

internal sealed class CacheFolderOptionsValidator : IValidateOptions<CacheFolderOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromDays(3_650);

    public ValidateOptionsResult Validate(string? name, CacheFolderOptions options)
    {
        var faults = new List<string>();
        Check(options.DefaultMaxBytes is null or > 0, nameof(options.DefaultMaxBytes), options.DefaultMaxBytes, "a number of bytes above 0, or leave it out for no limit");
        Check(options.CheckEvery > TimeSpan.Zero, nameof(options.CheckEvery), options.CheckEvery, "a time above zero");
        Check(options.FullRest > TimeSpan.Zero, nameof(options.FullRest), options.FullRest, "a time above zero");
        Check(IsPeriod(options.ReconcileEvery), nameof(options.ReconcileEvery), options.ReconcileEvery, "zero for never, or a time from a minute to ten years");
        Check(IsPeriod(options.CleanOrphansEvery), nameof(options.CleanOrphansEvery), options.CleanOrphansEvery, "zero for never, or a time from a minute to ten years");
        Check(options.CleanOrphansOlderThanDays is >= 0 and <= 3_650, nameof(options.CleanOrphansOlderThanDays), options.CleanOrphansOlderThanDays, "a number of days from 0 to 3650");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool good, string option, object? value, string remedy)
        {
            if (!good)
            {
                faults.Add($"{CacheFolderOptions.Section}:{option} is {value}; set it to {remedy}.");
            }
        }
    }

    private static bool IsPeriod(TimeSpan every) => every == TimeSpan.Zero || (every >= Shortest && every <= Longest);
}
