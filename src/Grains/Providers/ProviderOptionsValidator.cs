using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Providers;

internal sealed class ProviderOptionsValidator : IValidateOptions<ProviderOptions>
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, ProviderOptions options)
    {
        var faults = new OptionFaults($"{ProviderOptions.Section}:{name}");

        // It may have a password in it, hence it is not shown.
        faults.Check(
            options.BaseAddress is null or { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" },
            nameof(options.BaseAddress), "not usable", "an address that begins with http:// or https://, without user, password and query");
        faults.Check(
            options.Key?.All(letter => letter is > ' ' and <= '~') is not false, nameof(options.Key), "not usable",
            "the key alone, without spaces and line ends");
        faults.CheckRange(nameof(options.Requests), options.Requests, 1, 1_000_000);
        CheckTime(nameof(options.Period), options.Period, TimeSpan.FromMilliseconds(1), Day);
        faults.CheckRange(nameof(options.Burst), options.Burst, 1, 10_000);
        CheckTime(nameof(options.Timeout), options.Timeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5));
        faults.CheckRange(nameof(options.MaxAnswerBytes), options.MaxAnswerBytes, 1_000, 1_000_000_000);
        faults.CheckRange(nameof(options.MaxDepth), options.MaxDepth, 1, 1_000);
        CheckTime(nameof(options.BackOff), options.BackOff, TimeSpan.FromMilliseconds(1), Day);
        CheckTime(nameof(options.MaxBackOff), options.MaxBackOff, options.BackOff, Day);
        return faults.Build();

        void CheckTime(string option, TimeSpan time, TimeSpan least, TimeSpan most) =>
            faults.Check(time >= least && time <= most, option, time, $"a time from {least} to {most}");
    }
}
