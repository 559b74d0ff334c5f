using MediaPipeline.Contracts;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Sources;

internal sealed class SourceOptionsValidator : IValidateOptions<SourceOptions>
{
    private static readonly TimeSpan LongestGrowing = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, SourceOptions options)
    {
        var faults = new OptionFaults("Sources");
        if (options.PictureExtensions is [])
        {
            faults.AddError("Sources:PictureExtensions is empty: list at least one extension, for example .jpg, or leave the option out.");
        }

        AddOdd(faults, nameof(options.PictureExtensions), options.PictureExtensions, ".jpg");
        AddOdd(faults, nameof(options.AddPictureExtensions), options.AddPictureExtensions, ".jpg");
        AddOdd(faults, nameof(options.ArchiveExtensions), options.ArchiveExtensions, ".cbz");
        AddOdd(faults, nameof(options.AddArchiveExtensions), options.AddArchiveExtensions, ".cbz");
        var ignored = (options.IgnoredNames ?? []).Concat(options.AddIgnoredNames);
        if (ignored.FirstOrDefault(name => name.Length == 0 || name.Contains('/', StringComparison.Ordinal)) is { } odd)
        {
            faults.AddError(
                $"Sources:IgnoredNames or AddIgnoredNames has '{odd}': write the name of a file or folder without '/', for example @eaDir or *.lrdata.");
        }

        faults.Check(
            options.GrowingFor >= TimeSpan.Zero && options.GrowingFor <= LongestGrowing, nameof(options.GrowingFor), options.GrowingFor,
            $"a time from 00:00:00 to {LongestGrowing:c}");
        return faults.Build();
    }

    private static void AddOdd(OptionFaults faults, string option, string[]? extensions, string example)
    {
        foreach (var extension in (extensions ?? []).Where(extension => !IsExtension(extension)))
        {
            faults.AddError($"Sources:{option} has '{extension}': write a dot and lower-case letters or digits, for example {example}.");
        }
    }

    private static bool IsExtension(string text) => text.Length > 1 && text[0] == '.' && text.AsSpan(1).IndexOfAnyExcept(FileNames.ExtensionCharacters) < 0;
}
