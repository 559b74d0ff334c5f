using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.MyAnimeList;

internal sealed class MyAnimeListOptionsValidator : IValidateOptions<MyAnimeListOptions>
{
    public ValidateOptionsResult Validate(string? name, MyAnimeListOptions options)
    {
        var faults = new OptionFaults(MyAnimeListOptions.Section);
        faults.CheckSecret(nameof(options.Key), options.Key);
        return faults.Build();
    }
}
