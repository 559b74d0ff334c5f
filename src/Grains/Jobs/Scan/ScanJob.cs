using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.Scan;

internal sealed class ScanJob() : JobKind<ScanPayload, ScanRecord, ScanSteps>("scanCollection")
{
    protected override ScanRecord Create(ScanPayload payload) => new()
    {
        CollectionId = payload.CollectionId,
        Verification = payload.Verify ? new VerificationReport() : null,
    };
}
