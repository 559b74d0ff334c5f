namespace MediaPipeline.Storage.Sql;

/// <summary>One write that waits for its group to be committed.</summary>
internal abstract class GroupWrite(int rows, bool compound) : IGroupStep
{
    /// <summary>Rows that it may touch: closes a group that has grown too large.</summary>
    public int Rows { get; } = rows;

    public bool Compound { get; } = compound;

    public Exception? Error { get; set; }

    public abstract void Apply(SqlSession session);

    /// <summary>The group is on disk.</summary>
    public abstract void Succeed();

    public abstract void Fail(Exception error);
}

internal sealed class GroupWrite<T>(Func<SqlSession, T> write, int rows, bool compound) : GroupWrite(rows, compound)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Completion => _completion.Task;

    public override void Apply(SqlSession session) => _result = write(session);

    public override void Succeed() => _completion.SetResult(_result);

    public override void Fail(Exception error) => _completion.SetException(error);
}
