using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.FetchCovers;

internal sealed class FetchCoversJob() : JobKind<FetchCoversPayload, FetchCoversRecord, FetchCoversSteps>("fetchCovers")
{
    protected override FetchCoversRecord Create(FetchCoversPayload payload) => new() { MediaType = payload.MediaType };
}
