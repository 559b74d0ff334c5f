using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>
/// Which folder a collection's renditions go to: weighted rendezvous hashing. Evenly distributed, and adding or removing a folder only affects its own share
/// (Thaler and Ravishankar 1998; weights after Schindelhauer and Schomaker 2005).
/// </summary>
internal static class CacheFolderChoice
{
    /// <summary>Null when there is none to choose from.</summary>
    public static CacheFolderState? For(CollectionId collection, IEnumerable<CacheFolderState> healthy) =>
        healthy.Where(f => !f.Draining).MaxBy(f => -f.Weight / Math.Log(UniformHash(collection, f.Id)));

    /// <summary>For a new collection: among the healthy ones with space left. If none is healthy, one is chosen anyway: the scan then waits for it.</summary>
    public static async Task<CacheFolderState?> ForAsync(CollectionId collection, IReadOnlyList<CacheFolderState> folders, IGrainFactory grains) =>
        For(collection, await HealthyAsync(folders, grains)) ?? For(collection, folders);

    /// <summary>Those that can be used now and are not being drained.</summary>
    public static async Task<IReadOnlyList<CacheFolderState>> HealthyAsync(IReadOnlyList<CacheFolderState> folders, IGrainFactory grains)
    {
        var healthy = new List<CacheFolderState>();
        foreach (var folder in folders.Where(f => !f.Draining))
        {
            if (await grains.GetGrain<ICacheFolderGrain>(folder.Id.Value).FindGate() is null)
            {
                healthy.Add(folder);
            }
        }

        return healthy;
    }

    // Evenly between 0 and 1, both excluded.
    private static double UniformHash(CollectionId collection, CacheFolderId folder)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{collection} {folder}"));
        return ((BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) + 0.5) / (1UL << 53);
    }
}
