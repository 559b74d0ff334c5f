namespace MediaPipeline.Contracts.Providers;

/// <summary>A provider that the program knows. All of them are registered as services.</summary>
/// <param name="Name">As in requests, facts and settings: <c>anilist</c>, <c>plex</c>, …</param>
public sealed record Provider(string Name);
