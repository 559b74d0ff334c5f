namespace MediaPipeline.Api.Access;

/// <summary>The authorization policies: the scope that an endpoint requires of the key.</summary>
public static class Scopes
{
    /// <summary>Keys of every scope but webhook.</summary>
    public const string Read = "read";

    /// <summary>Keys that may change something.</summary>
    public const string Write = "write";

    /// <summary>Keys that may change keys.</summary>
    public const string Admin = "admin";
}
