using System.Collections.Frozen;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Documents;

/// <summary>The kinds of documents: the name of a state is its table.</summary>
internal static class DocumentKinds
{
    /// <summary>Version of each kind's shape.</summary>
    public static FrozenDictionary<string, int> SchemaVersions { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        [StateNames.Images] = ImageRecord.CurrentSchema,
        [StateNames.Jobs] = JobRecord.CurrentSchema,
        [StateNames.Collections] = CollectionState.CurrentSchema,
        [StateNames.CacheFolders] = CacheFolderState.CurrentSchema,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static int SchemaVersionOf(string stateName) => SchemaVersions.TryGetValue(stateName, out var version)
        ? version
        : throw new ArgumentException($"There is no table for the state '{stateName}': known are {string.Join(", ", SchemaVersions.Keys)}.", nameof(stateName));
}
