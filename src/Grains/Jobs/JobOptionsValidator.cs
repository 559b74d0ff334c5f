using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Jobs;

internal sealed class JobOptionsValidator : IValidateOptions<JobOptions>
{
    public ValidateOptionsResult Validate(string? name, JobOptions options)
    {
        var faults = new OptionFaults(JobOptions.Section);
        faults.CheckRange(nameof(options.Window), options.Window, 1, JobOptions.MaxWindow);
        faults.CheckRange(nameof(options.PageSize), options.PageSize, 1, 100_000);
        faults.Check(options.CompareEvery > TimeSpan.Zero, nameof(options.CompareEvery), options.CompareEvery, "a time above zero");
        faults.Check(options.StaleAfter >= TimeSpan.FromMinutes(1), nameof(options.StaleAfter), options.StaleAfter, "a minute or more");
        faults.Check(options.AlertShare is > 0 and <= 1, nameof(options.AlertShare), options.AlertShare, "a share above 0, at most 1");
        faults.Check(options.TracedPictures >= 0, nameof(options.TracedPictures), options.TracedPictures, "a number from 0");
        return faults.Build();
    }
}
