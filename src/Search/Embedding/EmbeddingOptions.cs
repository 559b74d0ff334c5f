namespace MediaPipeline.Search.Embedding;

/// <summary>How texts become vectors: section <c>Embedding</c> of the configuration.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>Default: the built-in model.</summary>
    public EmbeddingProvider Provider { get; set; } = EmbeddingProvider.BuiltIn;

    /// <summary>Name of the model at the endpoint. Default: none; the built-in model is the only one of its provider.</summary>
    public string? Model { get; set; }

    /// <summary>
    /// Base address of the endpoint, which may be private: <c>http://localhost:11434</c> (Ollama), <c>https://api.openai.com/v1</c>. Default: none.
    /// </summary>
    public Uri? Address { get; set; }

    /// <summary>Sent to the endpoint as a bearer token. Default: none.</summary>
    public string? Key { get; set; }

    /// <summary>Length of the endpoint's vectors; an answer of another length is an error. Default: that of its first answer. 1 to 65,536.</summary>
    public int? Dimensions { get; set; }

    /// <summary>What the endpoint's model wants before a question (and not before titles). Default: nothing. The built-in model has its own.</summary>
    public string? QuestionPrefix { get; set; }

    /// <summary>
    /// Texts that the built-in model works on at a time, by default as many as cores; requests to an endpoint at a time, by default 2. 1 to 64.
    /// </summary>
    public int? Concurrency { get; set; }

    /// <summary>How long an endpoint may take for a request, with the time in which it loads its model. Default: 2 minutes. 1 second to 1 hour.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The built-in model is let go when it was not used for this time, and loaded again when needed. Default: 10 minutes. Up to a day.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Where the built-in model is kept as compiled, 23 MB; it can be deleted at any time. Default: <c>models</c> in the data directory.</summary>
    public string ModelDirectory { get; set; } = "";
}
