using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Jobs;

internal sealed class JobOptionsValidator : IValidateOptions<JobOptions>
{
    public ValidateOptionsResult Validate(string? name, JobOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Check(options.Window is >= 1 and <= JobOptions.MaxWindow, nameof(options.Window), options.Window, $"a number from 1 to {JobOptions.MaxWindow}");
        Check(options.PageSize is >= 1 and <= 100_000, nameof(options.PageSize), options.PageSize, "a number from 1 to 100000");
        Check(options.CompareEvery > TimeSpan.Zero, nameof(options.CompareEvery), options.CompareEvery, "a time above zero");
        Check(options.StaleAfter >= TimeSpan.FromMinutes(1), nameof(options.StaleAfter), options.StaleAfter, "a minute or more");
        Check(options.AlertShare is > 0 and <= 1, nameof(options.AlertShare), options.AlertShare, "a share above 0, at most 1");
        Check(options.TracedPictures >= 0, nameof(options.TracedPictures), options.TracedPictures, "a number from 0");
        return faults.Build();

        void Check(bool isValid, string option, object? value, string remedy) => faults.Check(isValid, JobOptions.Section, option, value, remedy);
    }
}
