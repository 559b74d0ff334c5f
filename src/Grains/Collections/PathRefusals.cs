using MediaPipeline.Contracts.Commands;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Grains.Collections;

/// <summary>Why a path that a caller gave is not used, whatever it is for.</summary>
internal static class PathRefusals
{
    /// <summary>Null when it is absolute, allowed and there.</summary>
    /// <param name="wanted">What the path is to be of.</param>
    /// <param name="used">What is done with folders that are allowed.</param>
    public static CommandResult? Find(string path, SourceInspection found, CollectionOptions options, string wanted, string used) => found.Status switch
    {
        SourceStatus.Invalid => CommandResult.Invalid("invalidPath", found.Message ?? $"'{path}' is not an absolute path; give the whole path of {wanted}."),
        _ when !options.Allows(found.CanonicalPath) => Outside(path, used),
        SourceStatus.Missing => CommandResult.Invalid(
            "pathNotFound", $"There is nothing at '{path}'; check its spelling and that its disk is mounted on the server."),
        _ => null,
    };

    public static CommandResult Outside(string path, string used) => new(
        CommandStatus.Forbidden, "outsideAllowedRoots",
        $"'{path}' lies outside the folders that may be {used}; list its folder under {CollectionOptions.Section}:AllowedRoots.");
}
