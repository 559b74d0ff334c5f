namespace MediaPipeline.Contracts.Assets;

/// <summary>Addresses of pictures.</summary>
public static class AssetUrl
{
    /// <summary>Characters that an address may have.</summary>
    public const int MaxLength = 2_048;

    /// <summary>Whether a picture can be fetched from there. Where it leads to is checked when it is fetched.</summary>
    public static bool IsFetchable(string? url) => url is { Length: <= MaxLength } && Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https";
}
