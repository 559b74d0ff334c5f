namespace MediaPipeline.Grains.Collections;

/// <summary>What may become a collection.</summary>
public sealed class CollectionOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Collections";

    /// <summary>
    /// Folders that collections must lie in. Empty and <see cref="AllowAnyRoot"/> false: none may be added. The host allows any root when it listens on
    /// loopback only.
    /// </summary>
    public IList<string> AllowedRoots { get; } = [];

    /// <summary>Whether every path is allowed while <see cref="AllowedRoots"/> is empty; set by the host when only this machine can call.</summary>
    public bool AllowAnyRoot { get; set; }

    internal bool Allows(string canonicalPath) =>
        AllowedRoots.Count == 0 ? AllowAnyRoot : AllowedRoots.Any(root => Paths.IsAtOrBelow(canonicalPath, Path.GetFullPath(root)));
}
