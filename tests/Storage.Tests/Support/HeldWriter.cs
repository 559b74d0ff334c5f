using MediaPipeline.Storage.Sql;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>Holds the writer in a group of its own: what is written meanwhile is the next group.</summary>
internal sealed class HeldWriter : IDisposable
{
    private readonly ManualResetEventSlim _over = new();
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HeldWriter()
    {
    }

    public static async Task<HeldWriter> HoldAsync(IDocumentDatabase database)
    {
        var held = new HeldWriter();
        _ = database.WriteAsync(_ => held.Hold());
        await held._began.Task;
        return held;
    }

    public void Dispose() => _over.Set();

    private bool Hold()
    {
        _began.SetResult();
        _over.Wait();
        return true;
    }
}
