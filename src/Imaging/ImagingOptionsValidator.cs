using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Formats;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Imaging;

internal sealed class ImagingOptionsValidator : IValidateOptions<ImagingOptions>
{
    public ValidateOptionsResult Validate(string? name, ImagingOptions options)
    {
        var faults = new OptionFaults("Imaging");
        faults.Check(options.Workers is >= 1 and <= 256, nameof(options.Workers), options.Workers, "1 to 256, or leave it out for as many as cores");
        faults.Check(
            options.TimeLimit >= TimeSpan.FromMilliseconds(100) && options.TimeLimit <= TimeSpan.FromHours(1), nameof(options.TimeLimit), options.TimeLimit,
            "a time from 00:00:00.1 to 01:00:00");
        faults.Check(
            options.IdleTimeout > TimeSpan.Zero && options.IdleTimeout <= TimeSpan.FromDays(1), nameof(options.IdleTimeout), options.IdleTimeout,
            "a time above zero, a day at most");
        faults.Check(
            options.MemoryLimitBytes >= 128_000_000, nameof(options.MemoryLimitBytes), options.MemoryLimitBytes,
            "128000000 or more, which a worker needs");
        faults.Check(options.MaxPixels >= 1, nameof(options.MaxPixels), options.MaxPixels, "1 or more");
        faults.Check(
            options.MaxHeaderPixels >= options.MaxPixels, nameof(options.MaxHeaderPixels), options.MaxHeaderPixels, $"MaxPixels ({options.MaxPixels}) or more");
        faults.CheckRange(nameof(options.MaxFileBytes), options.MaxFileBytes, 1, int.MaxValue);
        faults.Check(Enum.IsDefined(options.Truncated), nameof(options.Truncated), options.Truncated, "Keep or Fail");

        var known = PictureFormat.Optional.Select(format => format.Name).ToArray();
        foreach (var format in options.ExtraFormats)
        {
            faults.Check(
                known.Contains(format, StringComparer.OrdinalIgnoreCase), nameof(options.ExtraFormats), $"'{format}'",
                $"formats that can be added: {string.Join(", ", known)}");
        }

        return faults.Build();
    }
}
