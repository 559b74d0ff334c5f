using MediaPipeline.Contracts;
using MediaPipeline.Grains.Providers;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Mapping;

internal sealed class EnricherOptionsValidator : IValidateOptions<EnricherOptions>
{
    public ValidateOptionsResult Validate(string? name, EnricherOptions options)
    {
        var faults = new OptionFaults($"{ProviderOptions.Section}:{name}");
        var isInRange = options.KeepFor >= TimeSpan.Zero && options.KeepFor <= TimeSpan.FromDays(180);
        faults.Check(isInRange, nameof(options.KeepFor), options.KeepFor, "0 to 180 days (180.00:00:00)");
        return faults.Build();
    }
}
