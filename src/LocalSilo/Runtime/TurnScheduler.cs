namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>
/// Runs the work of one activation, one item after the other, on whatever pool thread is free. Its continuations come back to it, because it is
/// their <see cref="TaskScheduler"/>. The inbox is a stack that producers push onto without a lock and that the loop takes whole and turns round.
/// </summary>
internal abstract class TurnScheduler : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>Items run before other activations get their chance.</summary>
    private const int ItemsPerBurst = 128;

    private static readonly WorkItem s_idle = new IdleMark();
    private static readonly Action<object?> s_runBurst = static scheduler => ((TurnScheduler)scheduler!).RunBurst();

    private WorkItem? _inbox = s_idle;
    private WorkItem? _batch;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>True on the thread that runs this activation's turn now.</summary>
    protected bool IsCurrent => ReferenceEquals(RuntimeContext.Current, this);

    public void Post(WorkItem item)
    {
        var head = Volatile.Read(ref _inbox);
        while (true)
        {
            item.Next = ReferenceEquals(head, s_idle) ? null : head;
            var seen = Interlocked.CompareExchange(ref _inbox, item, head);
            if (ReferenceEquals(seen, head))
            {
                break;
            }

            head = seen;
        }

        if (ReferenceEquals(head, s_idle))
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        RuntimeContext.Current = (Activation)this;
        try
        {
            // The burst is a task of this scheduler, so that whatever runs in it has this scheduler as its current one.
            new Task(s_runBurst, this).RunSynchronously(this);
        }
        finally
        {
            RuntimeContext.Current = null;
        }
    }

    public void Execute(Task task) => TryExecuteTask(task);

    /// <summary>Called on the loop after every item.</summary>
    protected abstract void AfterItem();

    protected override void QueueTask(Task task) => Post(new TaskItem(task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => !taskWasPreviouslyQueued && IsCurrent && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    private void RunBurst()
    {
        for (var done = 0; done < ItemsPerBurst; done++)
        {
            if (Take() is not { } item)
            {
                return;
            }

            item.Run(this);
            AfterItem();
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private WorkItem? Take()
    {
        if (_batch is null && !RefillBatch())
        {
            return null;
        }

        var item = _batch!;
        _batch = item.Next;
        item.Next = null;
        return item;
    }

    private bool RefillBatch()
    {
        if (Interlocked.CompareExchange(ref _inbox, s_idle, null) is null)
        {
            return false;
        }

        for (var newest = Interlocked.Exchange(ref _inbox, null); newest is not null;)
        {
            (newest.Next, _batch, newest) = (_batch, newest, newest.Next);
        }

        return true;
    }

    private sealed class IdleMark : WorkItem
    {
        public override void Run(TurnScheduler scheduler)
        {
        }
    }

    private sealed class TaskItem(Task task) : WorkItem
    {
        public override void Run(TurnScheduler scheduler) => scheduler.Execute(task);
    }
}

/// <summary>What an activation's loop runs; linked, so that a queue costs nothing.</summary>
internal abstract class WorkItem
{
    public WorkItem? Next { get; set; }

    public abstract void Run(TurnScheduler scheduler);
}
