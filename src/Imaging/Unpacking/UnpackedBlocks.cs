using System.Runtime.InteropServices;
using MediaPipeline.Archives;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Imaging.Unpacking;

/// <summary>
/// What is unpacked of archives at the moment, each block once for all its readers, within a space on the disk: those that nobody reads make room for others,
/// the one that was read last at the end.
/// </summary>
internal sealed class UnpackedBlocks : IEntryUnpacker, IAsyncDisposable
{
    private static readonly TimeSpan LongestSweep = TimeSpan.FromMinutes(1), ShortestSweep = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<BlockKey, UnpackedBlock> _blocks = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _free;
    private readonly BlockUnpacking _unpacking;
    private readonly ArchiveOptions _options;
    private readonly TimeProvider _clock;
    private readonly ITimer _sweep;
    private TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _passes;

    public UnpackedBlocks(
        IOptions<ImagingOptions> imaging, IOptions<ArchiveOptions> archives, TimeProvider clock, ILogger<UnpackedBlocks> logger)
    {
        (_options, _clock) = (archives.Value, clock);
        _unpacking = new BlockUnpacking(imaging.Value, _options, clock, logger);

        // One process unpacks as fast as about two of them decode.
        _free = new SemaphoreSlim(Math.Max(1, imaging.Value.Workers / 2));
        var every = TimeSpan.FromTicks(Math.Clamp(_options.KeepUnpackedFor.Ticks / 2, ShortestSweep.Ticks, LongestSweep.Ticks));
        _sweep = clock.CreateTimer(_ => Sweep(), null, every, every);
    }

    /// <summary>How often a block has been unpacked.</summary>
    internal long Passes => Interlocked.Read(ref _passes);

    /// <summary>Of all blocks that are kept.</summary>
    internal long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _blocks.Values.Sum(block => block.Bytes);
            }
        }
    }

    public async Task<UnpackedEntry> UnpackAsync(ArchiveDirectory directory, ArchiveEntry entry, CancellationToken cancellationToken)
    {
        var block = await TakeAsync(directory, entry, cancellationToken);
        try
        {
            await block.WaitAsync(entry.EndInBlock, cancellationToken);
            return new UnpackedEntry(block.Path, () => Release(block));
        }
        catch
        {
            Release(block);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        await _stopping.CancelAsync();
        List<UnpackedBlock> blocks;
        lock (_gate)
        {
            blocks = [.. _blocks.Values];
            _blocks.Clear();
        }

        await Task.WhenAll(blocks.Select(block => block.Run));
        blocks.ForEach(block => block.Dispose());
    }

    private async Task<UnpackedBlock> TakeAsync(ArchiveDirectory directory, ArchiveEntry entry, CancellationToken cancellationToken)
    {
        var key = new BlockKey(directory.Identity, entry.BlockNumber);
        while (true)
        {
            Task released;
            lock (_gate)
            {
                if ((_blocks.GetValueOrDefault(key) ?? TryAdd(key, directory, entry)) is { } block)
                {
                    block.Readers++;
                    return block;
                }

                released = _released.Task;
            }

            await released.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Null while those that are read leave no room for it.</summary>
    private UnpackedBlock? TryAdd(BlockKey key, ArchiveDirectory directory, ArchiveEntry entry)
    {
        foreach (var (other, idle) in _blocks.Where(one => one.Value is { Readers: 0, IsDone: true }).OrderBy(one => one.Value.LastUse).ToList())
        {
            if (HasRoom(entry.BlockBytes))
            {
                break;
            }

            Remove(other, idle);
        }

        if (!HasRoom(entry.BlockBytes))
        {
            return null;
        }

        var block = new UnpackedBlock(FindDirectory(), entry.BlockBytes);
        _blocks.Add(key, block);
        block.Run = Task.Run(() => RunAsync(key, block, new UnpackRequest(new PictureSource(directory.Path, entry.Key, entry.Name), block.Path)));
        return block;
    }

    private bool HasRoom(long bytes) => _blocks.Values.Sum(block => block.Bytes) <= _options.MaxUnpackedBytes - bytes;

    private async Task RunAsync(BlockKey key, UnpackedBlock block, UnpackRequest request)
    {
        var isKept = true;
        try
        {
            await _free.WaitAsync(_stopping.Token);
            try
            {
                Interlocked.Increment(ref _passes);
                await _unpacking.RunAsync(block, request, _stopping.Token);
            }
            finally
            {
                _free.Release();
            }
        }
        catch (Exception e)
        {
            // Those who wait get the exception. What is wrong with the archive itself stays so; anything else is worth another try.
            block.Fail(e);
            isKept = e is ArchiveException;
        }

        lock (_gate)
        {
            block.IsDone = true;
            if (!isKept)
            {
                _blocks.Remove(key);
            }

            DisposeIfGone(block);
            TellReleased();
        }
    }

    private void Release(UnpackedBlock block)
    {
        lock (_gate)
        {
            block.Readers--;
            block.LastUse = _clock.GetTimestamp();
            DisposeIfGone(block);
            TellReleased();
        }
    }

    /// <summary>A block that is no longer among those that are kept goes with its last reader.</summary>
    private void DisposeIfGone(UnpackedBlock block)
    {
        if (block is { Readers: 0, IsDone: true } && !_blocks.ContainsValue(block))
        {
            block.Dispose();
        }
    }

    private void TellReleased()
    {
        _released.SetResult();
        _released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private void Sweep()
    {
        lock (_gate)
        {
            foreach (var (key, block) in _blocks.ToList())
            {
                if (block is { Readers: 0, IsDone: true } && _clock.GetElapsedTime(block.LastUse) >= _options.KeepUnpackedFor)
                {
                    Remove(key, block);
                }
            }
        }
    }

    private void Remove(BlockKey key, UnpackedBlock block)
    {
        _blocks.Remove(key);
        block.Dispose();
    }

    private string FindDirectory() => _options.UnpackDirectory ?? (Directory.Exists(LargeTemporaryFiles) ? LargeTemporaryFiles : Path.GetTempPath());

    // Often on a disk where /tmp is memory (Filesystem Hierarchy Standard, 5.15).
    private const string LargeTemporaryFiles = "/var/tmp";

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct BlockKey(FileIdentity Archive, int Number);
}
