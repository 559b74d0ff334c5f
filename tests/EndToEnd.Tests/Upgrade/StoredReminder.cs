namespace MediaPipeline.EndToEnd.Tests.Upgrade;

/// <summary>A row of the reminders, as the database holds it.</summary>
/// <param name="Hash">By which a silo finds those of its part of the ring; runtimes reckon it differently.</param>
internal sealed record StoredReminder(string Grain, DateTimeOffset StartAt, uint Hash);
