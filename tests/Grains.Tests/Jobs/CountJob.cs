using System.Globalization;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Jobs;
using Orleans;

namespace MediaPipeline.Grains.Tests.Jobs;

/// <summary>A kind of job that no program has: counts to a number as far as the test lets it, then asks whether that was right.</summary>
internal sealed class CountJob() : JobKind<CountPayload, CountRecord, CountSteps>("count")
{
    protected override CountRecord Create(CountPayload payload) => new() { To = payload.To };
}

[GenerateSerializer, Immutable, Alias("CountPayload")]
internal sealed record CountPayload([property: Id(0)] int To) : JobPayload;

/// <summary>A payload of no kind.</summary>
[GenerateSerializer, Immutable, Alias("UnknownPayload")]
internal sealed record UnknownPayload : JobPayload;

internal sealed record CountRecord : JobRecord
{
    public int To { get; init; }

    internal override string FirstPhase => "counting";

    internal override JobView ShowIn(JobView view) => view with { MediaType = $"number {Cursor ?? "0"} of {To}" };
}

internal sealed class CountSteps(JobContext context, ICountLimit limit) : ItemDrivingSteps<CountRecord>(context)
{
    public static JobQuestion Question { get; } = new("right", "Was that right?", ["yes", "no"]);

    protected override async Task<bool> AdvanceAsync(CountRecord job)
    {
        var counted = int.Parse(job.Cursor ?? "0", CultureInfo.InvariantCulture);
        if (counted < job.To)
        {
            var more = counted < limit.Value;
            await Context.SaveAsync(more ? job with { Cursor = (counted + 1).ToString(CultureInfo.InvariantCulture) } : job);
            return more;
        }

        switch (job.Answers.GetValueOrDefault(Question.Code))
        {
            case null:
                await Context.SaveAsync(job with { State = JobState.Waiting, Question = Question, DueAt = null }, FeedEvents.JobWaiting);
                return false;
            case "yes":
                await Context.SaveAsync(job with { Phase = JobPhases.Driving, ReadToEnd = true });
                return true;
            default:
                var failure = new ItemError("wrong", $"{job.To} was wrong.", job.Phase, Context.Clock.GetUtcNow());
                await Context.EndAsync(job with { Failure = failure, Answers = new Dictionary<string, string>() });
                return false;
        }
    }
}

/// <summary>How far jobs may count: what the steps of a kind ask of the services.</summary>
internal interface ICountLimit
{
    int Value { get; set; }
}

internal sealed class CountLimit : ICountLimit
{
    public int Value { get; set; }
}
