using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.Import;

internal sealed class ImportJob() : JobKind<ImportPayload, ImportRecord, ImportSteps>("import")
{
    protected override ImportRecord Create(ImportPayload payload) => new()
    {
        From = payload.Source,
        MediaType = payload.MediaType,
        Path = payload.Path,
        Limit = payload.Limit,
        List = payload.List,
        Overwrite = payload.Overwrite,
    };
}
