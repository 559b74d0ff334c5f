namespace MediaPipeline.Connectors.Http.Fetching;

/// <summary>Codes of what could not be fetched. They are stored and sent; none is ever renamed.</summary>
internal static class FetchCodes
{
    public const string AddressRefused = "addressRefused";
    public const string NotFound = "notFound";
    public const string ServerRefused = "serverRefused";
    public const string TooLarge = "tooLarge";
    public const string TooManyRedirects = "tooManyRedirects";
    public const string WrongType = "wrongType";

    public const string NoAnswer = "noAnswer";
    public const string TooSlow = "tooSlow";
    public const string RateLimited = "rateLimited";
    public const string ServerFault = "serverFault";
}
