using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;

namespace MediaPipeline.Grains;

/// <summary>The gates before shared resources, by their names in <see cref="WaitingFor.Resource"/>.</summary>
internal static class Gates
{
    private const string Source = "source:", Folder = "folder:";

    public static string Of(CollectionId source) => Source + source.Value;

    public static string Of(CacheFolderId folder) => Folder + folder.Value;

    public static bool IsFolder(string resource) => resource.StartsWith(Folder, StringComparison.Ordinal);

    /// <summary>What keeps that gate closed; null when it is open.</summary>
    public static Task<WaitingFor?> AskAsync(IGrainFactory grains, string resource) =>
        resource.StartsWith(Source, StringComparison.Ordinal) ? grains.GetGrain<ICollectionWork>(resource[Source.Length..]).Gate()
        : resource.StartsWith(Folder, StringComparison.Ordinal) ? grains.GetGrain<ICacheFolderWork>(resource[Folder.Length..]).Gate()
        : throw new ArgumentException($"'{resource}' names no gate.", nameof(resource));
}
