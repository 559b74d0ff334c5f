using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Items;

/// <param name="section">The section of the configuration that the options of that name are read from.</param>
internal sealed class ItemOptionsValidator(string kind, string section) : IValidateOptions<ItemOptions>
{
    public ValidateOptionsResult Validate(string? name, ItemOptions options)
    {
        if (!string.Equals(name, kind, StringComparison.Ordinal))
        {
            return ValidateOptionsResult.Skip;
        }

        var faults = new OptionFaults(section);
        faults.CheckRange(nameof(options.MaxTries), options.MaxTries, 1, 20);
        faults.Check(options.RetryDelays.All(d => d > TimeSpan.Zero), nameof(options.RetryDelays), string.Join(", ", options.RetryDelays), "times above zero");
        faults.Check(options.Lease >= TimeSpan.FromMinutes(1), nameof(options.Lease), options.Lease, "a minute or more");
        faults.Check(options.ResourceRetry >= TimeSpan.FromSeconds(1), nameof(options.ResourceRetry), options.ResourceRetry, "a second or more");
        faults.Check(options.MaxHistory >= 10, nameof(options.MaxHistory), options.MaxHistory, "10 or more");
        return faults.Build();
    }
}
