using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Imaging.Unpacking;

/// <summary>
/// A block of an archive while and after it is unpacked. Its file has no name, so that nothing is left of it when this process ends, however it ends; the
/// processes that it started reach it through /proc.
/// </summary>
internal sealed class UnpackedBlock : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SafeFileHandle _file;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;
    private long _written;

    /// <param name="bytes">Length of all that it unpacks to.</param>
    public UnpackedBlock(string directory, long bytes)
    {
        Bytes = bytes;
        var name = System.IO.Path.Combine(directory, $"mediapipeline-{System.IO.Path.GetRandomFileName()}");
        _file = File.OpenHandle(name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        File.Delete(name);
        Path = string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{_file.DangerousGetHandle()}");
    }

    public string Path { get; }

    public long Bytes { get; }

    /// <summary>Those that wait for it or read it; kept, as what follows, by <see cref="UnpackedBlocks"/>.</summary>
    public int Readers { get; set; }

    public Task Run { get; set; } = Task.CompletedTask;

    public long LastUse { get; set; }

    public bool IsDone { get; set; }

    /// <summary>Waits until it is unpacked up to there. Throws what unpacking it failed of.</summary>
    public async Task WaitAsync(long end, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_written >= end)
                {
                    return;
                }

                if (_failure is { } failure)
                {
                    throw failure;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Looks how far it has been written, and returns that.</summary>
    public long Advance() => Change(RandomAccess.GetLength(_file), null);

    public void Fail(Exception failure) => Change(_written, failure);

    public void Dispose() => _file.Dispose();

    private long Change(long written, Exception? failure)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            (_written, _failure) = (written, failure ?? _failure);
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
        return written;
    }
}
