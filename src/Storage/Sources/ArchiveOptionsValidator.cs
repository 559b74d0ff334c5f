using MediaPipeline.Archives;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Sources;

internal sealed class ArchiveOptionsValidator : IValidateOptions<ArchiveOptions>
{
    public ValidateOptionsResult Validate(string? name, ArchiveOptions options)
    {
        var builder = new ValidateOptionsResultBuilder();
        foreach (var fault in options.FindFaults())
        {
            builder.AddError(fault);
        }

        return builder.Build();
    }
}
