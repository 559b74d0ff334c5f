using System.Reflection;

namespace MediaPipeline.EndToEnd.Tests.Deployment;

/// <summary>The settings that the program reads, from its option classes.</summary>
internal static class KnownSettings
{
    // Of the cluster's build, which is another than the one that is tested here.
    private static readonly string[] OfTheCluster =
    [
        "Storage:Provider", "Storage:ConnectionString", "Cluster:Id", "Cluster:ServiceId", "Cluster:SiloPort", "Cluster:GatewayPort",
            "Cluster:AdvertisedAddress",
    ];

    private static readonly HashSet<string> All = [.. OfTheCluster, .. Read()];

    /// <summary>Whether <c>Section__Name</c>, or an item of a list <c>Section__Name__0</c>, is one.</summary>
    public static bool Contains(string name) => All.Contains(string.Join(':', name.Split("__").Take(2)));

    private static IEnumerable<string> Read() =>
        from file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        let name = Path.GetFileNameWithoutExtension(file)
        where name.StartsWith("MediaPipeline.", StringComparison.Ordinal) || name == "mediapipeline"
        from type in Assembly.Load(name).GetTypes()
        where type.Name.EndsWith("Options", StringComparison.Ordinal) && type is { IsClass: true, Namespace: not null }
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        select $"{SectionOf(type)}:{property.Name}";

    private static string SectionOf(Type options) =>
        options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string ?? options.Name[..^"Options".Length];
}
