using MediaPipeline.Contracts;
using MediaPipeline.Grains.Providers;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Tmdb;

/// <summary>TMDB gives two keys. The shorter one would be part of addresses, and with them of logs.</summary>
internal sealed class TmdbKeyValidator : IValidateOptions<ProviderOptions>
{
    private const int ShortKeyLength = 32;

    public ValidateOptionsResult Validate(string? name, ProviderOptions options)
    {
        var faults = new OptionFaults($"{ProviderOptions.Section}:{name}");
        var isShort = name is TmdbSource.SourceName && options.Key?.Length is ShortKeyLength;
        faults.Check(!isShort, nameof(options.Key), "the API Key", "the API Read Access Token, which is on the same page of TMDB");
        return faults.Build();
    }
}
