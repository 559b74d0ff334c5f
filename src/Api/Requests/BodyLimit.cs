namespace MediaPipeline.Api.Requests;

/// <summary>Limit of request bodies: commands are small.</summary>
internal static class BodyLimit
{
    public const int MaxBytes = 64 * 1024;
}
