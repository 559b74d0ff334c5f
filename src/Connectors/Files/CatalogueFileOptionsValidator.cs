using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Files;

internal sealed class CatalogueFileOptionsValidator : IValidateOptions<CatalogueFileOptions>
{
    public ValidateOptionsResult Validate(string? name, CatalogueFileOptions options)
    {
        var faults = new OptionFaults(CatalogueFileOptions.Section);
        faults.CheckRange(nameof(options.MaxRecordBytes), options.MaxRecordBytes, 1_000, 1_000_000_000);
        faults.CheckRange(nameof(options.MaxListItems), options.MaxListItems, 1, 1_000_000);
        faults.Check(options.MaxUnpackedBytes >= 1, nameof(options.MaxUnpackedBytes), options.MaxUnpackedBytes, "1 or more");
        faults.Check(options.MaxRatio >= 1, nameof(options.MaxRatio), options.MaxRatio, "1 or more");
        faults.Check(options.RatioFromBytes >= 0, nameof(options.RatioFromBytes), options.RatioFromBytes, "0 or more");
        return faults.Build();
    }
}
