using MediaPipeline.Archives;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Sources;

internal sealed class ArchiveOptionsValidator : IValidateOptions<ArchiveOptions>
{
    public ValidateOptionsResult Validate(string? name, ArchiveOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        foreach (var fault in options.FindFaults())
        {
            faults.AddError(fault);
        }

        return faults.Build();
    }
}
