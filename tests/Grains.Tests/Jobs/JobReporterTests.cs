using System.Reflection;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Jobs.RetryItems;
using MediaPipeline.Grains.Ports.Events;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Tests.Jobs;

public sealed class JobReporterTests
{
    [Fact]
    public async Task TheEnd_IsOfTheCountsThatSaidThatNothingIsOutstanding_ThoughAFailedItemIsRetriedMeanwhile()
    {
        var items = DispatchProxy.Create<IItemStore, RetriedAfterTheFirstCount>();
        await using var services = new ServiceCollection().AddOptions().BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<JobOptions>>();
        var reporter = new JobReporter(items, new JobViews(new ItemKinds([])), new NoEvents(), options, TimeProvider.System, NullLogger<JobReporter>.Instance);
        JobRecord? saved = null;

        await reporter.TryEndAsync(new RetryItemsRecord { Id = JobId.Create(DateTimeOffset.UnixEpoch) }, job =>
        {
            saved = job;
            return Task.CompletedTask;
        });

        saved!.State.ShouldBe(JobState.CompletedWithErrors);
        saved.FinalProgress!.Failed.ShouldBe(1);
    }

    public class RetriedAfterTheFirstCount : DispatchProxy
    {
        private int _counts;

        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => Task.FromResult(
            new JobTally([(_counts++ == 0 ? ItemState.Failed : ItemState.Pending, "written", 1)], FailedHere: 1));
    }

    private sealed class NoEvents : IEventSink
    {
        public void Publish(FeedEvent happened)
        {
            // Nobody listens.
        }
    }
}
