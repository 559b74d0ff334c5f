using System.Text.Json;
using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MediaPipeline.Api.Events;

/// <summary>Writes the feed until the client disconnects or the server stops.</summary>
/// <param name="jobId">Only what belongs to that job; null for everything.</param>
internal sealed class EventStreamResult(string? lastEventId, JobId? jobId, bool withItems) : IResult
{
    /// <summary>How long a stream may be silent before a comment keeps it alive: proxies time out after a minute or so.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            await WriteAsync(httpContext, services, ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The usual end of a stream: the client has disconnected.
        }
    }

    private async Task WriteAsync(HttpContext context, IServiceProvider services, CancellationTokenSource end)
    {
        var ended = end.Token;
        var writer = await EventStreamWriter.StartAsync(context.Response, ended);
        using var keepAlive = new PeriodicTimer(KeepAlive, services.GetRequiredService<TimeProvider>());
        await using var events = services.GetRequiredService<IEventFeed>().ReadAsync(lastEventId, ended).GetAsyncEnumerator(ended);

        // The feed is opened before the job is read, so that no event is missed in between.
        var next = events.MoveNextAsync().AsTask();
        var tick = keepAlive.WaitForNextTickAsync(ended).AsTask();
        try
        {
            await WritePresentAsync(writer, services, ended);
            while (true)
            {
                if (await Task.WhenAny(next, tick) == tick)
                {
                    await tick;
                    await writer.CommentAsync(ended);
                    tick = keepAlive.WaitForNextTickAsync(ended).AsTask();
                }
                else if (await next)
                {
                    await WriteAsync(writer, events.Current, ended);
                    next = events.MoveNextAsync().AsTask();
                }
                else
                {
                    return;
                }
            }
        }
        finally
        {
            // An enumerator may not be closed while it moves.
            await end.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WritePresentAsync(EventStreamWriter writer, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (jobId is { } id && lastEventId is null && await services.GetRequiredService<IJobReader>().FindAsync(id, cancellationToken) is { } job)
        {
            await writer.EventAsync(null, FeedEvents.JobProgress, JsonSerializer.Serialize(job, ContractJson.Options), cancellationToken);
        }
    }

    private Task WriteAsync(EventStreamWriter writer, PublishedEvent published, CancellationToken cancellationToken) =>
        IsMeant(published.Event) ? writer.EventAsync(published.Id, published.Event.Name, published.Event.Json, cancellationToken) : Task.CompletedTask;

    private bool IsMeant(FeedEvent happened) => happened.Name switch
    {
        FeedEvents.Reset => true,
        FeedEvents.ItemStage when !withItems => false,
        _ => jobId is null || happened.JobId == jobId,
    };
}
