using MediaPipeline.Imaging.Pictures;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Imaging;

/// <summary>Fails the start with the option's name and the remedy.</summary>
internal sealed class ImagingOptionsValidator : IValidateOptions<ImagingOptions>
{
    public ValidateOptionsResult Validate(string? name, ImagingOptions options)
    {
        var failures = Check(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Check(ImagingOptions options)
    {
        if (options.Workers is < 1 or > 256)
        {
            yield return $"Imaging:Workers is {options.Workers}; set it to 1 to 256, or leave it out for as many as cores.";
        }

        if (options.TimeLimit < TimeSpan.FromMilliseconds(100) || options.TimeLimit > TimeSpan.FromHours(1))
        {
            yield return $"Imaging:TimeLimit is {options.TimeLimit}; set it between 00:00:00.1 and 01:00:00.";
        }

        if (options.IdleTimeout <= TimeSpan.Zero || options.IdleTimeout > TimeSpan.FromDays(1))
        {
            yield return $"Imaging:IdleTimeout is {options.IdleTimeout}; set it above zero and up to a day.";
        }

        if (options.MemoryLimitBytes < 128_000_000)
        {
            yield return $"Imaging:MemoryLimitBytes is {options.MemoryLimitBytes:N0}; a worker needs 128,000,000 and more.";
        }

        if (options.MaxPixels < 1)
        {
            yield return $"Imaging:MaxPixels is {options.MaxPixels:N0}; set it to 1 or more.";
        }

        if (options.MaxFileBytes is < 1 or > int.MaxValue)
        {
            yield return $"Imaging:MaxFileBytes is {options.MaxFileBytes:N0}; set it to 1 to {int.MaxValue:N0}.";
        }

        if (!Enum.IsDefined(options.Truncated))
        {
            yield return $"Imaging:Truncated is {options.Truncated}; set it to Keep or Fail.";
        }

        var known = FormatLoaders.Optional.Select(format => format.Name).ToArray();
        foreach (var format in options.ExtraFormats.Where(format => !known.Contains(format, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"Imaging:ExtraFormats names {format}; only {string.Join(", ", known)} can be added.";
        }
    }
}
