using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Events;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Items;

/// <summary>What the grains of every kind of item need.</summary>
internal sealed record ItemGrainServices(
    IOptionsMonitor<ItemOptions> Options, StageCatalog Stages, StageRunner Runner, IEventSink Events, TimeProvider Clock, ILoggerFactory Loggers);
