using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Collections;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>The gate: faults of the disk close it for everything, a full folder only stops admissions.</summary>
internal sealed partial class CacheFolderGrain
{
    private const string Remedy = "raise its maxBytes, delete collections, or add another cache folder and drain this one";
    private readonly FolderLedger _ledger = new();

    // Turns interleave while an admission waits for the store: only one sum is queried at a time.
    private readonly SemaphoreSlim _summing = new(1);
    private WaitingFor? _fault, _full;
    private DateTimeOffset _checkedAt, _summedAt;
    private long _needed;

    // Items that waited for a removed folder go to another one: its gate is open.
    public async Task<WaitingFor?> FindGate() => record.RecordExists ? await FindFault() ?? await FindFull() : null;

    public async Task<WaitingFor?> Admit(Admission asked)
    {
        if (!record.RecordExists)
        {
            return new WaitingFor(CacheFolderCodes.Gone, null, $"Cache folder {this.GetPrimaryKeyString()} was removed while it was being written to; "
                + "the next try goes to another one.", clock.GetUtcNow());
        }

        if (await FindFault() is { } fault)
        {
            return fault;
        }

        if (record.State.Draining && await FolderOf(asked.CollectionId) != record.State.Id)
        {
            return Waiting(CacheFolderCodes.Drained, $"Cache folder '{FolderPath}' is being drained; the next try goes to the collection's new one.",
                ofGate: false);
        }

        if (record.State.MaxBytes is { } most && !await HasRoom(asked.Bytes, most))
        {
            return Refuse(asked.Bytes, most);
        }

        _ledger.Reserve(asked.Image, asked.Attempt, asked.Bytes);
        return null;
    }

    public Task Settle(ImageId image, int attempt)
    {
        _ledger.Settle(image, attempt);
        return Task.CompletedTask;
    }

    public Task<int> CountReservations() => Task.FromResult(_ledger.Reservations);

    public Task<WaitingFor> Report(string code, string message)
    {
        var fault = Waiting(code, message);
        Turn(fault);
        _checkedAt = clock.GetUtcNow();
        return Task.FromResult(_fault ?? fault);
    }

    private void LookAnew() => (_full, _checkedAt, _summedAt) = (null, default, default);

    private async Task<CacheFolderId?> FolderOf(CollectionId collection) =>
        (await GrainFactory.GetGrain<ICollectionGrainInternal>(collection.Value).Describe())?.CacheFolderId;

    private async Task<WaitingFor?> FindFault()
    {
        var now = clock.GetUtcNow();
        var validFor = string.Equals(_fault?.Code, CacheFolderCodes.DiskFull, StringComparison.Ordinal) ? options.CurrentValue.RetryFullAfter
            : options.CurrentValue.CheckEvery;
        if (now - _checkedAt >= validFor)
        {
            var fault = await files.CheckAsync(FolderPath, record.State.Id.Value, CancellationToken.None);
            _checkedAt = now;
            Turn(fault is null ? null : Waiting(fault.Code, fault.Message));
        }

        return _fault;
    }

    private async Task<WaitingFor?> FindFull()
    {
        if (record.State.MaxBytes is not { } most || await HasRoom(_full is null ? 1 : _needed, most))
        {
            OpenFull();
        }
        else if (_full is null)
        {
            CloseFull(Math.Max(1, _ledger.Average), most);
        }

        return _full;
    }

    /// <summary>Queries the store only when the folder seems full, and then at most once per check interval.</summary>
    private async Task<bool> HasRoom(long bytes, long most)
    {
        await _summing.WaitAsync();
        try
        {
            var now = clock.GetUtcNow();
            if (!_ledger.IsKnown || (_ledger.Held + bytes > most && now - _summedAt >= options.CurrentValue.CheckEvery))
            {
                _summedAt = now;
                var mark = _ledger.Mark();
                var (held, count) = await images.SumRenditionsAsync(record.State.Id, CancellationToken.None);
                _ledger.Know(held, count, mark);
            }
        }
        finally
        {
            _summing.Release();
        }

        return _ledger.Held + bytes <= most;
    }

    // An unusually large picture waits on its own while others fit: it must not block them.
    private WaitingFor Refuse(long bytes, long most)
    {
        var free = most - _ledger.Held;
        var average = _ledger.Average;
        if (bytes > most || (average > 0 && bytes > average && free >= average))
        {
            return Waiting(CacheFolderCodes.Full,
                $"Its renditions take {bytes} bytes, and cache folder '{FolderPath}' has {Math.Max(0, free)} of {most} left: {Remedy}.", ofGate: false);
        }

        return CloseFull(average > 0 ? Math.Min(bytes, average) : bytes, most);
    }

    /// <param name="needed">It opens when that much is free.</param>
    /// <param name="most">Its limit.</param>
    private WaitingFor CloseFull(long needed, long most)
    {
        _needed = _full is null ? needed : Math.Min(_needed, needed);
        if (_full is null)
        {
            _full = Waiting(CacheFolderCodes.Full,
                $"Cache folder '{FolderPath}' is full, with {_ledger.Held} of at most {most} bytes: {Remedy}. Work resumes automatically.");
            LogClosed(record.State.Id, FolderPath, _full.Code, _full.Message);
        }

        return _full;
    }

    private void OpenFull()
    {
        if (_full is not null)
        {
            LogOpened(record.State.Id, FolderPath);
            _full = null;
        }
    }

    private void Turn(WaitingFor? fault)
    {
        if (fault is null && _fault is not null)
        {
            LogOpened(record.State.Id, FolderPath);
        }
        else if (fault is not null && _fault is null)
        {
            LogClosed(record.State.Id, FolderPath, fault.Code, fault.Message);
        }

        _fault = fault is not null && string.Equals(fault.Code, _fault?.Code, StringComparison.Ordinal) ? _fault : fault;
    }
}
