namespace MediaPipeline.Grains.Items.Stages;

/// <summary>Runs one attempt at a stage.</summary>
internal sealed class StageRunner(StageCatalog stages, StageWatch watch)
{
    /// <summary>Throws only when the silo stops or the database is unavailable: then the attempt has no outcome.</summary>
    public Task<StageOutcome> RunAsync(StageRun run) =>
        watch.RunAsync(run, stopping => stages.Find(run.Item, run.Stage).RunAsync(run.Item, stopping));
}
