namespace MediaPipeline.Grains.Alarms;

/// <summary>A kind of grain that is woken when it is due. Items need none: their ids say which grain is meant.</summary>
/// <param name="StateName">One of <see cref="Ports.Storage.StateNames"/>.</param>
/// <param name="Wake">Wakes the grain with that key.</param>
internal sealed record DueKind(string StateName, Func<IGrainFactory, string, Task> Wake);
