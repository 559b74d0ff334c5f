namespace MediaPipeline.Silo.Cluster;

/// <summary>The <c>code</c> of a health check, for programs.</summary>
internal static class HealthCode
{
    public static Dictionary<string, object> Of(string code) => new(StringComparer.Ordinal) { ["code"] = code };
}
