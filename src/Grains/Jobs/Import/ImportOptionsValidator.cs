using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Jobs.Import;

internal sealed class ImportOptionsValidator : IValidateOptions<ImportOptions>
{
    public ValidateOptionsResult Validate(string? name, ImportOptions options)
    {
        var faults = new OptionFaults(ImportOptions.Section);
        faults.CheckRange(nameof(options.PageSize), options.PageSize, 1, 10_000);
        faults.CheckRange(nameof(options.MaxOutstanding), options.MaxOutstanding, 1, 1_000_000);
        return faults.Build();
    }
}
