using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Jobs.DeleteCollection;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Grains.Tests.Running;
using Orleans;

namespace MediaPipeline.Grains.Tests.Wire;

/// <summary>A fault of a disk says the same, whichever silo met it.</summary>
public sealed class DiskFaultTests
{
    private static readonly JobId Job = JobId.FromValidated("job_01a21ea7d90e7520b7e9a4b987d0dbf4");

    [Fact]
    public async Task AMarkerThatIsGone_IsToldAlike_OnItsSilo_OnAnother_AndToAClient()
    {
        await using var pipeline = await PipelineUnderTest.StartOnTwoSilosAsync();
        var (_, picture, folder) = await LoseMarkerAsync(pipeline);
        var expected = await FaultAsync(pipeline, folder);

        foreach (var callers in new[] { pipeline.Host.GrainsOf(0), pipeline.Host.GrainsOf(1), pipeline.Grains })
        {
            var thrown = await Should.ThrowAsync<RenditionStoreException>(
                pipeline.Host.OnSiloAsync(0, () => callers.GetGrain<IImageGrainInternal>(picture.Value).Recheck(folder, Job)));

            thrown.Fault.ShouldBe(expected);
            thrown.Result.ShouldBe(new CommandResult(CommandStatus.Unavailable, expected.Code, expected.Message));
        }

        (await pipeline.Host.SiloOfAsync(pipeline.Grains.GetGrain<IImageGrainInternal>(picture.Value))).ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task AJob_WhosePicturesMeetTheFaultHereOrOnAnotherSilo_SaysTheSame(int picturesOn)
    {
        await using var pipeline = await PipelineUnderTest.StartOnTwoSilosAsync();
        var (collection, picture, folder) = await LoseMarkerAsync(pipeline);
        var job = pipeline.Job(Job);
        (await pipeline.Host.OnSiloAsync(0, job.Retry)).Status.ShouldBe(CommandStatus.NotFound);

        await pipeline.Host.OnSiloAsync(picturesOn, () => job.Start(new StartJobRequest(null, 5, new DeleteCollectionPayload(collection))));
        var waiting = await pipeline.WaitForJobAsync(Job, j => j.WaitingFor is not null);

        var expected = await FaultAsync(pipeline, folder);
        (waiting.WaitingFor!.Code, waiting.WaitingFor.Message).ShouldBe((expected.Code, expected.Message));
        (await pipeline.Host.SiloOfAsync(job)).ShouldBe(0);
        (await pipeline.Host.SiloOfAsync(pipeline.Grains.GetGrain<IImageGrain>(picture.Value))).ShouldBe(picturesOn);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task AFolderThatCannotBeMade_OnThisSiloOrOnAnother_IsRefusedAlike(int folderOn)
    {
        await using var pipeline = await PipelineUnderTest.StartOnTwoSilosAsync();
        var path = pipeline.Directory["more"];
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Join(path, "thumbnails"), "in the way of the directory");
        await pipeline.Host.OnSiloAsync(0, () => pipeline.TryAddFolderAsync(pipeline.Directory["cache"]));
        await pipeline.Host.OnSiloAsync(folderOn, () => pipeline.Folder(CacheFolderId.Of(path)).Delete());

        var refused = (await pipeline.TryAddFolderAsync(path)).Result;

        refused.ShouldBe(CommandResult.Invalid("outputUnavailable", $"'{path}' cannot become a cache folder: The cache folder '{path}' cannot be written to "
            + "(File exists): check its disk and its permissions. Work resumes automatically."));
        (await pipeline.Host.SiloOfAsync(pipeline.Grains.GetGrain<ICacheFolderRegisterGrain>(0))).ShouldBe(0);
        (await pipeline.Host.SiloOfAsync(pipeline.Folder(CacheFolderId.Of(path)))).ShouldBe(folderOn);
    }

    private static async Task<(CollectionId Collection, ImageId Picture, CacheFolderId Folder)> LoseMarkerAsync(PipelineUnderTest pipeline)
    {
        pipeline.WritePictures(0, 1);
        var (collection, scan) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(scan);
        var picture = (await pipeline.ImagesAsync(collection)).ShouldHaveSingleItem().Id;

        // Afterwards no silo remembers where the picture was active.
        await pipeline.RestartAsync(() => File.Delete(pipeline.Directory["cache", ".mediapipeline-folder"]));
        return (collection, picture, (await pipeline.OnlyFolderAsync()).Id);
    }

    private static async Task<RenditionStoreFault> FaultAsync(PipelineUnderTest pipeline, CacheFolderId folder) =>
        (await pipeline.Reader<IRenditionStore>().CheckAsync(pipeline.Directory["cache"], folder.Value, default)).ShouldNotBeNull();
}
