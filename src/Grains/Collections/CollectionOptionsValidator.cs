using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Collections;

internal sealed class CollectionOptionsValidator : IValidateOptions<CollectionOptions>
{
    public ValidateOptionsResult Validate(string? name, CollectionOptions options)
    {
        var faults = new OptionFaults(CollectionOptions.Section);
        for (var i = 0; i < options.AllowedRoots.Count; i++)
        {
            var root = options.AllowedRoots[i];
            faults.Check(
                Path.IsPathFullyQualified(root), $"{nameof(options.AllowedRoots)}:{i}", $"'{root}'",
                "an absolute path, for example /srv/media");
        }

        return faults.Build();
    }
}
