namespace MediaPipeline.Grains.Providers;

/// <summary>How a provider is asked. The section is <c>Providers:{name}</c>; defaults of most are the provider's own.</summary>
public sealed class ProviderOptions
{
    public const string Section = "Providers";

    /// <summary>Where its API is. May be a private address; requests and redirects stay on that host. Null: it is not asked.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Key, token or client id, where it wants one. Is shown nowhere.</summary>
    public string? Key { get; set; }

    /// <summary>Requests in <see cref="Period"/>, of all silos together. Fewer when the provider says so. 60 by default.</summary>
    public int Requests { get; set; } = 60;

    /// <summary>1 minute by default.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Requests that may follow one another at once after a pause; 1 by default.</summary>
    public int Burst { get; set; } = 1;

    /// <summary>How long an answer may take in all; 30 s by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Length of an answer, unpacked; 16 MB by default.</summary>
    public int MaxAnswerBytes { get; set; } = 16_000_000;

    /// <summary>How deep objects and lists of an answer may be nested; 64 by default.</summary>
    public int MaxDepth { get; set; } = 64;

    /// <summary>How long it is left alone after a fault, if it does not say itself; twice as long after each further one. 5 s by default.</summary>
    public TimeSpan BackOff { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest of these pauses; 15 min by default.</summary>
    public TimeSpan MaxBackOff { get; set; } = TimeSpan.FromMinutes(15);
}
