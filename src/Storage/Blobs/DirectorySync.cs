using MediaPipeline.Storage.Native;

namespace MediaPipeline.Storage.Blobs;

/// <summary>Puts the names in directories on disk, once for all that ask while one sync runs: the next sync serves them together.</summary>
internal sealed class DirectorySync
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Every name that was there when this was called is on disk when the task ends. Answers 0 or the error's number.</summary>
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
