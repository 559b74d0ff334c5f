using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Tests.Running;

namespace MediaPipeline.Grains.Tests;

public sealed class LostSiloTests
{
    private const int Pictures = 40;

    [Fact]
    public async Task ASiloIsKilled_WhatItWasDoingGoesOn_AlthoughTheJobLivesOnAnother()
    {
        await using var pipeline = await PipelineUnderTest.StartOnTwoSilosAsync(("Jobs:Window", $"{Pictures}"), ("Jobs:CompareEvery", "00:00:00.500"));
        pipeline.WritePictures(0, Pictures);
        pipeline.Engine.Hold();
        var (collection, job) = await pipeline.AddAsync();
        await pipeline.WaitAsync(() => Task.FromResult(pipeline.Engine.Held.Count), held => held == Pictures);

        await pipeline.Host.KillSiloWithoutAsync(pipeline.Job(job));
        pipeline.Engine.LetGo();

        (await pipeline.WaitForEndAsync(job)).Progress.ByStage[ImageStages.Live].ShouldBe(Pictures);
        (await pipeline.ImagesAsync(collection)).ShouldAllBe(picture => picture.State == ItemState.Live && picture.Tries == 0);
    }
}
