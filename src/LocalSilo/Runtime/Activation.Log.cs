using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MediaPipeline.LocalSilo.Runtime;

internal sealed partial class Activation
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Error, Message = "Grain {GrainId} could not be activated; the calls that waited for it fail with this exception, the next call tries again")]
    private static partial void LogActivationFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Error, Message = "Grain {GrainId} failed while it was closed; it is closed all the same")]
    private static partial void LogDeactivationFailed(ILogger logger, Exception exception, GrainId grainId);
}
