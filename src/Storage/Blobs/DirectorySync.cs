using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Blobs;

/// <summary>Syncs directories, and shares syncs: all callers that arrive while one sync is running are served by the next.</summary>
internal sealed class DirectorySync
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>When the task completes, every name that existed at the call is on disk. Returns 0 or the errno.</summary>
    public Task<int> SyncAsync(string directory)
    {
        lock (_gate)
        {
            if (_turns.TryGetValue(directory, out var turn))
            {
                return (turn.Next ??= new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            var first = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            turn = new Turn();
            _turns.Add(directory, turn);
            _ = Task.Run(() => Run(directory, turn, first));
            return first.Task;
        }
    }

    private void Run(string directory, Turn turn, TaskCompletionSource<int> waiting)
    {
        while (true)
        {
            waiting.SetResult(LibC.SyncDirectory(directory));
            lock (_gate)
            {
                if (turn.Next is null)
                {
                    _turns.Remove(directory);
                    return;
                }

                (waiting, turn.Next) = (turn.Next, null);
            }
        }
    }

    private sealed class Turn
    {
        public TaskCompletionSource<int>? Next { get; set; }
    }
}
