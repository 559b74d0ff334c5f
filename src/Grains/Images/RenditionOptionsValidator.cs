using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Images;

internal sealed class RenditionOptionsValidator : IValidateOptions<RenditionOptions>
{
    private const int LargestSide = 16_384;

    public ValidateOptionsResult Validate(string? name, RenditionOptions options)
    {
        var faults = new OptionFaults(RenditionOptions.Section);
        faults.CheckRange(nameof(options.ThumbnailWidth), options.ThumbnailWidth, 1, LargestSide);
        faults.CheckRange(nameof(options.ThumbnailHeight), options.ThumbnailHeight, 1, LargestSide);
        faults.CheckRange(nameof(options.CacheWidth), options.CacheWidth, 1, LargestSide);
        faults.CheckRange(nameof(options.CacheHeight), options.CacheHeight, 1, LargestSide);
        faults.CheckRange(nameof(options.ThumbnailQuality), options.ThumbnailQuality, 1, 100);
        faults.CheckRange(nameof(options.CacheQuality), options.CacheQuality, 1, 100);
        return faults.Build();
    }
}
