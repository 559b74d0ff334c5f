using System.ComponentModel;

namespace MediaPipeline.Api.Collections;

/// <summary>What <c>POST /api/v1/collections/{id}/scan</c> takes; it may be left out.</summary>
internal sealed record ScanBody(
    [property: Description("Reads and hashes every picture again, also those that look unchanged by size, times and file number.")] bool? Verify = null);
