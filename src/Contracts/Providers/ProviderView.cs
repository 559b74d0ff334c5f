using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Providers;

/// <param name="Id">Its name.</param>
/// <param name="WaitingFor">Why its gate is closed; null when it is open.</param>
/// <param name="ClosedUntil">When it is asked again, by one request; null when the gate is open.</param>
/// <param name="Limit">Requests that it may be sent in <paramref name="PeriodSeconds"/>: as configured, or fewer if it says so.</param>
/// <param name="Requests">Requests that were sent.</param>
/// <param name="Waits">Those that had to wait for the limit.</param>
/// <param name="WaitedSeconds">How long in all.</param>
/// <param name="Faults">Requests that had no proper answer.</param>
/// <param name="LastError">The last of them.</param>
/// <param name="Since">The beginning of these figures.</param>
[GenerateSerializer, Immutable, Alias("ProviderView")]
public sealed record ProviderView(
    [property: Id(0)] string Id,
    [property: Id(1)] WaitingFor? WaitingFor,
    [property: Id(2)] DateTimeOffset? ClosedUntil,
    [property: Id(3)] int Limit,
    [property: Id(4)] double PeriodSeconds,
    [property: Id(5)] long Requests,
    [property: Id(6)] long Waits,
    [property: Id(7)] double WaitedSeconds,
    [property: Id(8)] long Faults,
    [property: Id(9)] ProviderError? LastError,
    [property: Id(10)] DateTimeOffset Since);

/// <param name="Code">Stable: <c>rateLimited</c>, <c>providerUnavailable</c>, <c>providerRefused</c>, …</param>
/// <param name="Message">What it said, and the remedy.</param>
[GenerateSerializer, Immutable, Alias("ProviderError")]
public sealed record ProviderError([property: Id(0)] string Code, [property: Id(1)] string Message, [property: Id(2)] DateTimeOffset At);
