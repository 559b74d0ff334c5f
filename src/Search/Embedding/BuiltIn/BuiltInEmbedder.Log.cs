using Microsoft.Extensions.Logging;

namespace MediaPipeline.Search.Embedding.BuiltIn;

internal sealed partial class BuiltInEmbedder
{
    [LoggerMessage(8000, LogLevel.Information, "The built-in embedding model is loaded, in {Seconds:0.0} s.")]
    private partial void LogLoaded(double seconds);

    [LoggerMessage(8001, LogLevel.Information, "The built-in embedding model has been let go.")]
    private partial void LogLetGo();
}
