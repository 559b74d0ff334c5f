using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>
/// A cache folder, keyed by its id: reserves space for renditions, and is the gate of its disk. Callers outside this assembly use
/// <see cref="ICacheFolderGrain"/>.
/// </summary>
[Alias("ICacheFolderGrainInternal")]
public interface ICacheFolderGrainInternal : IGrainWithStringKey
{
    /// <summary>Creates the marker and stores the folder, unless it exists. Its path is absolute.</summary>
    [Alias("Create")]
    Task<CommandResult> Create(CacheFolderState state);

    /// <summary>Its absolute path; null when there is no such folder.</summary>
    [Alias("Locate"), AlwaysInterleave]
    Task<string?> Locate();

    /// <summary>Its state as it is stored, but with its absolute path; null when there is no such folder.</summary>
    [Alias("Describe"), AlwaysInterleave]
    Task<CacheFolderState?> Describe();

    /// <summary>Reserves space for renditions until they are settled; returns null on success, otherwise what to wait for.</summary>
    [Alias("Admit")]
    Task<WaitingFor?> Admit(Admission asked);

    /// <summary>Releases the reservation: the state that refers to the renditions is stored, or there are none.</summary>
    [Alias("Settle"), OneWay, AlwaysInterleave]
    Task Settle(ImageId image, int attempt);

    /// <summary>Admissions that are not settled yet.</summary>
    [Alias("CountReservations"), AlwaysInterleave]
    Task<int> CountReservations();

    /// <summary>Reports a fault of its disk: the gate closes until a check finds that it is gone.</summary>
    [Alias("Report"), AlwaysInterleave]
    Task<WaitingFor> Report(string code, string message);

    /// <summary>Changes its limit or weight; starts or ends its draining.</summary>
    [Alias("Configure")]
    Task<CommandResult> Configure(ConfigureCacheFolderRequest request);

    /// <summary>The folder was found at another path than the stored one: its data directory was moved.</summary>
    [Alias("MoveTo")]
    Task MoveTo(string path);

    /// <summary>A job over it has ended.</summary>
    [Alias("FolderJobEnded")]
    Task JobEnded(JobId job);

    /// <summary>Starts scheduled jobs that are due, and stores when the next one is.</summary>
    [Alias("Wake")]
    Task Wake();
}

/// <param name="Attempt">The attempt at the picture; settling requires the same number.</param>
/// <param name="Bytes">What its files will add to the folder.</param>
[GenerateSerializer, Immutable, Alias("Admission")]
public sealed record Admission(
    [property: Id(0)] ImageId Image, [property: Id(1)] int Attempt, [property: Id(2)] CollectionId CollectionId, [property: Id(3)] long Bytes);
