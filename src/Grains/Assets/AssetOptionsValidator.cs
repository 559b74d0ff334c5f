using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Assets;

internal sealed class AssetOptionsValidator : IValidateOptions<AssetOptions>
{
    public ValidateOptionsResult Validate(string? name, AssetOptions options)
    {
        var faults = new OptionFaults(AssetOptions.Section);
        faults.Check(options.Path is null || Path.IsPathRooted(options.Path), nameof(options.Path), options.Path, "an absolute path, or leave it out");
        faults.CheckRange(nameof(options.MaxBytes), options.MaxBytes, 1_000, 1_000_000_000);
        faults.CheckRange(nameof(options.AtOnce), options.AtOnce, 1, 100);
        faults.CheckRange(nameof(options.AtOncePerHost), options.AtOncePerHost, 1, 100);
        faults.Check(
            options.DeadLetterExpiry >= TimeSpan.FromMinutes(1) && options.DeadLetterExpiry <= TimeSpan.FromDays(3_650), nameof(options.DeadLetterExpiry),
            options.DeadLetterExpiry, "a time from a minute to ten years");
        faults.CheckRange(nameof(options.MaxOutstanding), options.MaxOutstanding, 1, 1_000);
        return faults.Build();
    }
}
