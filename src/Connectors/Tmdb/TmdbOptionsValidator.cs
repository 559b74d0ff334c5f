using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Tmdb;

internal sealed class TmdbOptionsValidator : IValidateOptions<TmdbOptions>
{
    private const int KeyLength = 32;

    public ValidateOptionsResult Validate(string? name, TmdbOptions options)
    {
        var faults = new OptionFaults(TmdbOptions.Section);
        faults.CheckSecret(nameof(options.Key), options.Key);
        faults.Check(options.Key?.Length is not KeyLength, nameof(options.Key), "an API key", "the API Read Access Token, which is on the same page");
        faults.CheckKeepFor(nameof(options.KeepFor), options.KeepFor);
        return faults.Build();
    }
}
