using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Blobs;

/// <summary>Syncs directories, and shares syncs: all callers that arrive while one sync is running are served by the next.</summary>
internal sealed class DirectorySync
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>
    /// When the task completes, every name that existed at the call is on disk. Returns 0 or the errno. The first caller syncs on its own thread.
    /// </summary>
    public Task<int> SyncAsync(string directory)
    {
        Turn turn;
        lock (_gate)
        {
            if (_turns.TryGetValue(directory, out var running))
            {
                return (running.Next ??= new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            _turns.Add(directory, turn = new Turn());
        }

        var error = LibC.SyncDirectory(directory);
        if (TakeNext(directory, turn) is { } next)
        {
            _ = Task.Run(() => Serve(directory, turn, next));
        }

        return Task.FromResult(error);
    }

    private void Serve(string directory, Turn turn, TaskCompletionSource<int>? waiting)
    {
        for (; waiting is not null; waiting = TakeNext(directory, turn))
        {
            waiting.SetResult(LibC.SyncDirectory(directory));
        }
    }

    /// <summary>Those that arrived during the last sync; null, and the turn is over, when there are none.</summary>
    private TaskCompletionSource<int>? TakeNext(string directory, Turn turn)
    {
        lock (_gate)
        {
            var next = turn.Next;
            turn.Next = null;
            if (next is null)
            {
                _turns.Remove(directory);
            }

            return next;
        }
    }

    private sealed class Turn
    {
        public TaskCompletionSource<int>? Next { get; set; }
    }
}
