using System.Text.Json.Serialization;

namespace MediaPipeline.Contracts.Jobs;

/// <summary>What an import has read. How many of its titles have failed, for whatever reason, is in the progress of the job.</summary>
/// <param name="Read">Records.</param>
/// <param name="New">Titles that were not known.</param>
/// <param name="Changed">Known titles of which the source says something else now.</param>
/// <param name="Unchanged">Known titles of which it says the same as before.</param>
/// <param name="Merged">Records about titles that were known from other records.</param>
/// <param name="Invalid">Records that have faults.</param>
/// <param name="Sources">The same for each of its sources, where it has several.</param>
[GenerateSerializer, Immutable, Alias("ImportReport")]
public sealed record ImportReport(
    [property: Id(0)] long Read = 0,
    [property: Id(1)] long New = 0,
    [property: Id(2)] long Changed = 0,
    [property: Id(3)] long Unchanged = 0,
    [property: Id(4)] long Merged = 0,
    [property: Id(5)] long Invalid = 0,
    [property: Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, ImportReport>? Sources = null)
{
    /// <summary>Both together.</summary>
    public ImportReport Plus(ImportReport other) => this with
    {
        Read = Read + other.Read,
        New = New + other.New,
        Changed = Changed + other.Changed,
        Unchanged = Unchanged + other.Unchanged,
        Merged = Merged + other.Merged,
        Invalid = Invalid + other.Invalid,
    };
}
