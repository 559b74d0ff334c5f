using System.Net;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using NSubstitute;

namespace MediaPipeline.Api.Tests.DeadLetters;

public sealed class DeadLetterEndpointsTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private static readonly string Failed = $"/api/v1/dead-letters/{Samples.ImageId("a.jpg")}";
    private readonly IImageGrain _image = Substitute.For<IImageGrain>();
    private ApiHost _host = null!;

    public Task InitializeAsync()
    {
        _host = shared.Clean();
        _host.Grains.GetGrain(typeof(IImageGrain), Samples.ImageId("a.jpg").Value).Returns(_image);
        _host.Library.Items.AddRange([Samples.Item("a.jpg"), Samples.Item("b.jpg", ItemState.Live), Samples.Item("c.jpg", ItemState.Quarantined)]);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task List_HoldsFailedAndQuarantinedOnes()
    {
        var list = await _host.Client.GetJsonAsync("/api/v1/dead-letters");
        list.GetProperty("total").GetInt64().ShouldBe(2);
        list.GetProperty("items")[0].GetProperty("lastError").GetProperty("code").GetString().ShouldBe("notAPicture");
    }

    [Fact]
    public async Task Requeue_Retries_AndDelete_Skips()
    {
        _image.Retry(null).Returns(CommandResult.Done);
        _image.Skip("dismissed", null).Returns(CommandResult.Done);
        using var requeued = await _host.Client.PostAsync(Failed + "/requeue", null);
        (await requeued.JsonAsync()).GetProperty("kind").GetString().ShouldBe("image");
        using var dismissed = await _host.Client.DeleteAsync(Failed);
        dismissed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task WhatIsNoDeadLetter_Is404()
    {
        (await _host.Client.PostAsync($"/api/v1/dead-letters/{Samples.ImageId("b.jpg")}/requeue", null).ProblemAsync(404,
            "notFound")).ShouldContain("its state is live");
        await _host.Client.DeleteAsync($"/api/v1/dead-letters/{Samples.ImageId("z.jpg")}").ProblemAsync(404, "notFound");
        await _host.Client.DeleteAsync("/api/v1/dead-letters/z").ProblemAsync(404, "notFound");
    }
}
