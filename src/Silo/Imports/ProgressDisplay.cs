using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using Spectre.Console;

namespace MediaPipeline.Silo.Imports;

/// <summary>Shows the progress of jobs: bars in a terminal, otherwise lines.</summary>
internal abstract class ProgressDisplay : IAsyncDisposable
{
    public static ProgressDisplay Create() => Console.IsOutputRedirected ? new ProgressLines() : new ProgressBars();

    /// <param name="storageFault">Why nothing can be stored; null when the database works.</param>
    public abstract void Show(IReadOnlyList<JobView> jobs, string? storageFault);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The job in one line.</summary>
    protected static string Describe(JobView job, string? storageFault = null) => Printable.Of($"{job.Source}: {DescribeState(job, storageFault)}");

    private static string DescribeState(JobView job, string? storageFault)
    {
        var p = job.Progress;
        var live = p.ByStage.GetValueOrDefault("live");
        var parts = new List<string>();
        Add(job.Import?.Read ?? 0, "read");
        parts.Add($"{live} live");
        Add(p.Unchanged, "unchanged");
        if (job.Import is null)
        {
            Add(p.ByStage.Values.Sum() - live, "in work");
        }
        else
        {
            foreach (var stage in MediaStages.Kind.Stages.SkipLast(1).Reverse())
            {
                Add(p.ByStage.GetValueOrDefault(stage), stage);
            }
        }

        Add(p.Failed, "failed");
        Add(p.Skipped, "skipped");
        Add(p.Missing, "missing");
        var state = job switch
        {
            { Question: { } question } => $"asks: {question.Message}",
            { CompletedAt: null } when storageFault is not null => $"waits: {storageFault}",
            { WaitingFor: { } waiting } => $"waits: {waiting.Message}",
            { Failure: { } failure } => $"failed: {failure.Message}",
            _ => $"{char.ToLowerInvariant(job.State.ToString()[0])}{job.State.ToString()[1..]}",
        };
        return $"{state.TrimEnd('.')}, {string.Join(", ", parts)}{(p.ItemsPerSecond is { } rate ? $", {rate:0.0}/s" : "")}";

        void Add(long count, string what)
        {
            if (count > 0)
            {
                parts.Add($"{count} {what}");
            }
        }
    }

    /// <summary>A line whenever something relevant has changed, at most every two seconds per job.</summary>
    private sealed class ProgressLines : ProgressDisplay
    {
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
        private readonly Dictionary<string, (string Text, JobState State, long At)> _shown = new(StringComparer.Ordinal);

        public override void Show(IReadOnlyList<JobView> jobs, string? storageFault)
        {
            foreach (var job in jobs)
            {
                var text = Describe(job, storageFault);
                var known = _shown.TryGetValue(job.Id.Value, out var last);
                var due = !known || last.State != job.State || System.Diagnostics.Stopwatch.GetElapsedTime(last.At) >= Pause;
                if (due && !string.Equals(text, last.Text, StringComparison.Ordinal))
                {
                    Console.Out.WriteLine(text);
                    _shown[job.Id.Value] = (text, job.State, System.Diagnostics.Stopwatch.GetTimestamp());
                }
            }
        }
    }

    private sealed class ProgressBars : ProgressDisplay
    {
        private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _live;
        private volatile ProgressContext? _context;
        private IReadOnlyList<JobView> _last = [];

        public ProgressBars() => _live = AnsiConsole.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                _context = context;
                await _closed.Task;
            });

        public override void Show(IReadOnlyList<JobView> jobs, string? storageFault)
        {
            _last = jobs;
            if (_context is not { } context)
            {
                return;
            }

            foreach (var job in jobs)
            {
                var bar = Bar(context, job.Id.Value);

                // Only its name: beside a long path there is no room for the bar.
                bar.Description = Markup.Escape(Printable.Of($"{Path.GetFileName(job.Source)}: {DescribeState(job, storageFault)}"));
                bar.IsIndeterminate = job.Progress.Percent is null;
                bar.Value = job.Progress.Percent ?? 0;
                if (job.Import is not null)
                {
                    ShowStages(context, job);
                }
            }
        }

        public override async ValueTask DisposeAsync()
        {
            _closed.TrySetResult();
            await _live;
            foreach (var job in _last)
            {
                Console.Out.WriteLine(Describe(job));
            }
        }

        /// <summary>A bar for each stage: how many of the titles so far have completed it.</summary>
        private void ShowStages(ProgressContext context, JobView job)
        {
            var titles = job.Progress.ByStage.Values.Sum();
            var completed = titles;
            foreach (var stage in MediaStages.Kind.Stages)
            {
                var bar = Bar(context, $"{job.Id} {stage}");
                bar.Description = $"  {stage}";
                bar.MaxValue = Math.Max(titles, 1);
                bar.Value = completed;
                completed -= job.Progress.ByStage.GetValueOrDefault(stage);
            }
        }

        private ProgressTask Bar(ProgressContext context, string name)
        {
            if (!_bars.TryGetValue(name, out var bar))
            {
                bar = _bars[name] = context.AddTask("…", maxValue: 100);
            }

            return bar;
        }
    }
}
