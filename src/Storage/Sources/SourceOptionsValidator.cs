using Microsoft.Extensions.Options;

namespace MediaPipeline.Storage.Sources;

internal sealed class SourceOptionsValidator : IValidateOptions<SourceOptions>
{
    private static readonly TimeSpan LongestGrowing = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, SourceOptions options)
    {
        var builder = new ValidateOptionsResultBuilder();
        if (options.PictureExtensions is [])
        {
            builder.AddError("Sources:PictureExtensions is empty: list at least one extension, for example .jpg, or leave the option out.");
        }

        AddOdd(builder, nameof(options.PictureExtensions), options.PictureExtensions, ".jpg");
        AddOdd(builder, nameof(options.ArchiveExtensions), options.ArchiveExtensions, ".cbz");

        if (options.GrowingFor < TimeSpan.Zero || options.GrowingFor > LongestGrowing)
        {
            builder.AddError($"Sources:GrowingFor is {options.GrowingFor}: give a time from 00:00:00 to {LongestGrowing:c}.");
        }

        return builder.Build();
    }

    private static void AddOdd(ValidateOptionsResultBuilder builder, string option, string[]? extensions, string example)
    {
        foreach (var extension in (extensions ?? []).Where(extension => !IsExtension(extension)))
        {
            builder.AddError($"Sources:{option} has '{extension}': write a dot and lower-case letters or digits, for example {example}.");
        }
    }

    private static bool IsExtension(string text) => text.Length > 1 && text[0] == '.' && text.AsSpan(1).IndexOfAnyExcept(FileNames.ExtensionCharacters) < 0;
}
