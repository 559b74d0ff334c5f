namespace MediaPipeline.Search.Embedding;

/// <summary>Text could not be embedded; the message names what failed, and the remedy.</summary>
public sealed class EmbeddingException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the same call may succeed later: the endpoint cannot be reached, is busy, or too slow.</summary>
    public bool IsTransient { get; init; }
}
