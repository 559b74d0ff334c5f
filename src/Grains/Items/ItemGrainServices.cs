using MediaPipeline.Grains.Items.Stages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Items;

/// <summary>What the grains of every kind of item need.</summary>
internal sealed record ItemGrainServices(
    IOptionsMonitor<ItemOptions> Options, StagesInTurn InTurn, ItemPublisher Publisher, TimeProvider Clock, ILoggerFactory Loggers);
