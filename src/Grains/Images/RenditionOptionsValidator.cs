using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Images;

internal sealed class RenditionOptionsValidator : IValidateOptions<RenditionOptions>
{
    private const int LargestSide = 16_384;

    public ValidateOptionsResult Validate(string? name, RenditionOptions options)
    {
        var faults = new List<string>();
        CheckRange(nameof(options.ThumbnailWidth), options.ThumbnailWidth, LargestSide);
        CheckRange(nameof(options.ThumbnailHeight), options.ThumbnailHeight, LargestSide);
        CheckRange(nameof(options.CacheWidth), options.CacheWidth, LargestSide);
        CheckRange(nameof(options.CacheHeight), options.CacheHeight, LargestSide);
        CheckRange(nameof(options.ThumbnailQuality), options.ThumbnailQuality, 100);
        CheckRange(nameof(options.CacheQuality), options.CacheQuality, 100);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void CheckRange(string option, int value, int most)
        {
            if (value < 1 || value > most)
            {
                faults.Add($"{RenditionOptions.Section}:{option} is {value}; set it to a number from 1 to {most}.");
            }
        }
    }
}
