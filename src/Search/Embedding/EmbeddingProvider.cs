namespace MediaPipeline.Search.Embedding;

/// <summary>What makes vectors of texts.</summary>
public enum EmbeddingProvider
{
    /// <summary>snowflake-arctic-embed-xs, in this process: English, 384 dimensions.</summary>
    BuiltIn,

    /// <summary>An Ollama server.</summary>
    Ollama,

    /// <summary>Any endpoint that answers <c>POST …/embeddings</c> as OpenAI does.</summary>
    OpenAI,
}
