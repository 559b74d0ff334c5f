namespace MediaPipeline.Connectors.Http;

/// <summary>Why a provider cannot be used now. They are stored and sent; none is ever renamed.</summary>
internal static class ProviderCodes
{
    public const string RateLimited = "rateLimited";
    public const string Unavailable = "providerUnavailable";

    /// <summary>It does not want to: a wrong key, or a request that it does not take.</summary>
    public const string Refused = "providerRefused";
}
