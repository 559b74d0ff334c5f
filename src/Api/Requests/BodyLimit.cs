namespace MediaPipeline.Api.Requests;

/// <summary>How much a request may carry: commands are small.</summary>
internal static class BodyLimit
{
    public const int MaxBytes = 64 * 1024;
}
