using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Plex;

internal sealed class PlexOptionsValidator : IValidateOptions<PlexOptions>
{
    public ValidateOptionsResult Validate(string? name, PlexOptions options)
    {
        var faults = new OptionFaults(PlexOptions.Section);
        faults.CheckSecret(nameof(options.Key), options.Key);
        return faults.Build();
    }
}
