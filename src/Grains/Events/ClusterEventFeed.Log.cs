using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Events;

internal sealed partial class ClusterEventFeed
{
    [LoggerMessage(2601, LogLevel.Warning, "{Count} events were lost, since the event feed could not be reached or did not take them as fast as they came; "
        + "readers get a reset.")]
    private partial void LogLost(int count);

    [LoggerMessage(2602, LogLevel.Warning, "The event feed of the cluster could not be {What}; it is tried again.")]
    private partial void LogUnreachable(string what, Exception error);

    [LoggerMessage(2603, LogLevel.Information, "The event feed of the cluster is {What} again.")]
    private partial void LogReached(string what);

    [LoggerMessage(2604, LogLevel.Debug, "The event feed of the cluster could not be asked for event {Id}; its reader gets a reset.")]
    private partial void LogNotRefreshed(string id, Exception error);
}
