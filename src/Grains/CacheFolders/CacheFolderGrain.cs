using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>One cache folder. It keeps reservations only: what the folder holds is the sum over the pictures' stored states.</summary>
internal sealed partial class CacheFolderGrain(
    [PersistentState(StateNames.CacheFolders, StateNames.Storage)] IPersistentState<CacheFolderState> record,
    IRenditionStore files,
    IImageStore images,
    IOptionsMonitor<CacheFolderOptions> options,
    TimeProvider clock,
    ILogger<CacheFolderGrain> logger) : Grain, ICacheFolderWork
{
    private const string Full = "outputFull";
    private readonly Dictionary<string, long> _reservations = new(StringComparer.Ordinal);
    private WaitingFor? _fault;
    private DateTimeOffset _checkedAt;

    public async Task Create(CacheFolderState state)
    {
        if (record.RecordExists)
        {
            return;
        }

        // The marker first: a stored folder without its marker would look like a disk that is not mounted.
        await files.CreateFolderAsync(state.Path, state.Id.Value, CancellationToken.None);
        record.State = state with { CreatedAt = clock.GetUtcNow() };
        await record.WriteStateAsync();
    }

    public Task<string?> Locate() => Task.FromResult(record.RecordExists ? record.State.Path : null);

    public async Task<WaitingFor?> Gate()
    {
        var now = clock.GetUtcNow();
        var rest = string.Equals(_fault?.Code, Full, StringComparison.Ordinal) ? options.CurrentValue.FullRest : options.CurrentValue.CheckEvery;
        if (now - _checkedAt >= rest)
        {
            var fault = await files.CheckAsync(record.State.Path, record.State.Id.Value, CancellationToken.None);
            _checkedAt = now;
            Turn(fault is null ? null : Waiting(fault.Code, fault.Message));
        }

        return _fault;
    }

    public async Task<WaitingFor?> Admit(string reservation, long bytes)
    {
        if (await Gate() is { } fault)
        {
            return fault;
        }

        if (record.State.MaxBytes is { } most)
        {
            var (held, _) = await images.SumRenditionsAsync(record.State.Id, CancellationToken.None);
            if (held + _reservations.Values.Sum() + bytes > most)
            {
                return Waiting(Full, $"Cache folder '{record.State.Path}' holds {held} of at most {most} bytes; raise its limit, add another folder or delete collections.");
            }
        }

        _reservations[reservation] = bytes;
        return null;
    }

    public Task Settle(string reservation)
    {
        _reservations.Remove(reservation);
        return Task.CompletedTask;
    }

    public Task<WaitingFor> Report(string code, string message)
    {
        var fault = Waiting(code, message);
        Turn(fault);
        _checkedAt = clock.GetUtcNow();
        return Task.FromResult(_fault ?? fault);
    }

    private void Turn(WaitingFor? fault)
    {
        if (fault is null && _fault is not null)
        {
            LogOpened(record.State.Id, record.State.Path);
        }
        else if (fault is not null && _fault is null)
        {
            LogClosed(record.State.Id, record.State.Path, fault.Code, fault.Message);
        }

        _fault = fault is not null && string.Equals(fault.Code, _fault?.Code, StringComparison.Ordinal) ? _fault : fault;
    }

    private WaitingFor Waiting(string code, string message) => new(code, Gates.Of(record.State.Id), message, clock.GetUtcNow());

    [LoggerMessage(2201, LogLevel.Information, "Cache folder {FolderId} ({Path}) takes work again")]
    private partial void LogOpened(CacheFolderId folderId, string path);

    [LoggerMessage(2202, LogLevel.Warning, "Cache folder {FolderId} ({Path}) takes no work: {Code}: {Why}")]
    private partial void LogClosed(CacheFolderId folderId, string path, string code, string why);
}
