using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>A cache folder, keyed by its id: admits renditions, and is the gate before its disk.</summary>
[Alias("ICacheFolderWork")]
public interface ICacheFolderWork : IGrainWithStringKey
{
    /// <summary>Makes the folder ours and stores it, unless it is there.</summary>
    [Alias("Create")]
    Task Create(CacheFolderState state);

    /// <summary>Its path; null when there is no such folder.</summary>
    [Alias("Locate"), AlwaysInterleave]
    Task<string?> Locate();

    /// <summary>What keeps it from taking work now; null when nothing does. Looked at anew at most once a second.</summary>
    [Alias("Gate")]
    Task<WaitingFor?> Gate();

    /// <summary>Keeps room for renditions of that size until they are settled; null when there is room.</summary>
    [Alias("Admit")]
    Task<WaitingFor?> Admit(string reservation, long bytes);

    /// <summary>The state that names the renditions is stored, or they came to nothing.</summary>
    [Alias("Settle"), OneWay, AlwaysInterleave]
    Task Settle(string reservation);

    /// <summary>Somebody met a fault of its disk: the gate closes until a look finds it gone.</summary>
    [Alias("Report"), AlwaysInterleave]
    Task<WaitingFor> Report(string code, string message);
}
