using Microsoft.Extensions.Options;

namespace MediaPipeline.LocalSilo;

internal sealed class LocalSiloOptionsValidator : IValidateOptions<LocalSiloOptions>
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(24);

    public ValidateOptionsResult Validate(string? name, LocalSiloOptions options)
    {
        var failures = new List<string>();
        if (options.GrainAssemblies.Count == 0)
        {
            failures.Add($"{nameof(LocalSiloOptions)}.{nameof(LocalSiloOptions.GrainAssemblies)} is empty: add the assembly that holds the grain classes.");
        }

        CheckTime(failures, nameof(LocalSiloOptions.CollectionAge), options.CollectionAge, TimeSpan.FromMilliseconds(100));
        CheckTime(failures, nameof(LocalSiloOptions.ResponseTimeout), options.ResponseTimeout, TimeSpan.FromMilliseconds(100));
        CheckTime(failures, nameof(LocalSiloOptions.DeactivationTimeout), options.DeactivationTimeout, TimeSpan.FromMilliseconds(1));
        CheckTime(failures, nameof(LocalSiloOptions.StopTimeout), options.StopTimeout, TimeSpan.FromMilliseconds(1));
        CheckTime(failures, nameof(LocalSiloOptions.MinimumReminderPeriod), options.MinimumReminderPeriod, TimeSpan.FromMilliseconds(1));
        CheckTime(failures, nameof(LocalSiloOptions.ReminderRefreshPeriod), options.ReminderRefreshPeriod, TimeSpan.FromMilliseconds(100));
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static void CheckTime(List<string> failures, string option, TimeSpan value, TimeSpan least)
    {
        if (value < least || value > s_longest)
        {
            failures.Add($"{nameof(LocalSiloOptions)}.{option} is {value}: set it to a time from {least} to {s_longest}.");
        }
    }
}
