using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Images;

internal sealed class RenditionOptionsValidator : IValidateOptions<RenditionOptions>
{
    private const int LargestSide = 16_384;

    public ValidateOptionsResult Validate(string? name, RenditionOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        CheckRange(nameof(options.ThumbnailWidth), options.ThumbnailWidth, LargestSide);
        CheckRange(nameof(options.ThumbnailHeight), options.ThumbnailHeight, LargestSide);
        CheckRange(nameof(options.CacheWidth), options.CacheWidth, LargestSide);
        CheckRange(nameof(options.CacheHeight), options.CacheHeight, LargestSide);
        CheckRange(nameof(options.ThumbnailQuality), options.ThumbnailQuality, 100);
        CheckRange(nameof(options.CacheQuality), options.CacheQuality, 100);
        return faults.Build();

        void CheckRange(string option, int value, int most) =>
            faults.Check(value >= 1 && value <= most, RenditionOptions.Section, option, value, $"a number from 1 to {most}");
    }
}
