namespace MediaPipeline.Api.Access;

/// <summary>Who may call; section <c>Access</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>The section that they are read from.</summary>
    public const string Section = "Access";

    /// <summary>
    /// Names, besides the loopback ones, that the <c>Host</c> header may hold while the server is open to local programs, for example that of a proxy on this
    /// machine. Default: none. Every other name is refused, so that no page can reach the server under a name of its own (DNS rebinding).
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>A key is needed on a loopback address too, for example behind a proxy that others can reach. Default: false.</summary>
    public bool RequireKey { get; set; }

    /// <summary>
    /// An admin key given from outside, at least <see cref="MinKeyLength"/> characters; never stored. Also <c>--api-key</c> and the environment variable
    /// <c>MEDIAPIPELINE_API_KEY</c>. Default: none.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>The fewest characters of <see cref="ApiKey"/>.</summary>
    public const int MinKeyLength = 16;
}
