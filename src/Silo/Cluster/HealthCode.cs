namespace MediaPipeline.Silo.Cluster;

/// <summary>What programs read of a part's health.</summary>
internal static class HealthCode
{
    public static Dictionary<string, object> Of(string code) => new(StringComparer.Ordinal) { ["code"] = code };
}
