using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Grains.Ports.Catalogue;

/// <summary>A record of a catalogue, as far as it could be read.</summary>
/// <param name="Number">Its place among the records, from 1, whether or not they could be read.</param>
/// <param name="Place">For messages: <c>record 12 (line 40)</c>.</param>
/// <param name="Facts">What it says, without the values that cannot be read; null when nothing of it can be read.</param>
/// <param name="Faults">What is wrong with it. The message names the field, its value and the remedy; the code is <c>invalidRecord</c>.</param>
public sealed record CatalogueRecord(long Number, string Place, MediaFacts? Facts, IReadOnlyList<Fault> Faults);
