using System.Net;
using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Http.Fetching;

internal sealed class FetchingOptionsValidator : IValidateOptions<FetchingOptions>
{
    public ValidateOptionsResult Validate(string? name, FetchingOptions options)
    {
        var faults = new OptionFaults(FetchingOptions.Section);
        foreach (var (i, network) in options.AllowedNetworks.Index())
        {
            faults.Check(
                IPNetwork.TryParse(network, out _), $"{nameof(options.AllowedNetworks)}:{i}", network,
                "the first address of a network and its bits, such as 192.168.1.0/24");
        }

        faults.CheckRange(nameof(options.MaxRedirects), options.MaxRedirects, 0, 20);
        Check(nameof(options.ConnectTimeout), options.ConnectTimeout);
        Check(nameof(options.Timeout), options.Timeout);
        return faults.Build();

        void Check(string option, TimeSpan time) =>
            faults.Check(time > TimeSpan.Zero && time <= TimeSpan.FromHours(1), option, time, "a time of more than 0 and at most 01:00:00");
    }
}
