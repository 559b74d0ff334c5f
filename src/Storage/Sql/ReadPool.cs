using System.Threading.Channels;

namespace MediaPipeline.Storage.Sql;

/// <summary>Read connections beside the writer; each query sees everything committed before it began.</summary>
internal sealed class ReadPool : IAsyncDisposable
{
    private readonly Channel<SqlSession> _idle;
    private readonly int _count;

    public ReadPool(int count, Func<SqlSession> open)
    {
        _count = count;
        _idle = Channel.CreateBounded<SqlSession>(count);
        for (var i = 0; i < count; i++)
        {
            _idle.Writer.TryWrite(open());
        }
    }

    /// <summary>Runs a query on the thread pool: a session blocks while it reads, and a grain must not block in its turn.</summary>
    public async Task<T> ReadAsync<T>(Func<SqlSession, T> query, CancellationToken cancellationToken)
    {
        var session = await _idle.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => session.Read(query), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _idle.Writer.TryWrite(session);
        }
    }

    /// <summary>Waits for running queries.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < _count; i++)
        {
            (await _idle.Reader.ReadAsync()).Dispose();
        }

        _idle.Writer.Complete();
    }
}
