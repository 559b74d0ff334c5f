namespace MediaPipeline.Contracts.Images;

/// <summary>A fault that did not keep a picture from being rendered.</summary>
/// <param name="Code">Stable, for programs, for example <c>truncated</c>.</param>
/// <param name="Message">Human-readable: names the file or entry and says what to do.</param>
public sealed record ImageWarning(string Code, string Message);
