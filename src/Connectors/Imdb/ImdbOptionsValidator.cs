using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Imdb;

internal sealed class ImdbOptionsValidator : IValidateOptions<ImdbOptions>
{
    public ValidateOptionsResult Validate(string? name, ImdbOptions options)
    {
        var faults = new OptionFaults(ImdbOptions.Section);
        faults.CheckKeepFor(nameof(options.KeepFor), options.KeepFor);
        return faults.Build();
    }
}
