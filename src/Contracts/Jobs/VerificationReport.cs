namespace MediaPipeline.Contracts.Jobs;

/// <summary>What a scan that reads all again has found so far.</summary>
/// <param name="Verified">Known pictures that were read again, whether or not they have changed.</param>
/// <param name="Changed">Of these, those with other content than before: they are rendered anew.</param>
/// <param name="Unreadable">Known pictures that cannot be read any more; each says why as its last error.</param>
[GenerateSerializer, Immutable, Alias("VerificationReport")]
public sealed record VerificationReport(
    [property: Id(0)] long Verified = 0, [property: Id(1)] long Changed = 0, [property: Id(2)] long Unreadable = 0);
