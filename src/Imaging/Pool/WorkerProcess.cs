using System.Diagnostics;
using System.Text.Json;
using MediaPipeline.Imaging.Worker;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Imaging.Pool;

/// <summary>One worker process, as the server sees it: a line out, a line in, one at a time.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TimeProvider _clock;
    private readonly Task _errors;

    private WorkerProcess(Process process, TimeProvider clock, ILogger logger)
    {
        _process = process;
        _clock = clock;
        _errors = LogErrorsAsync(logger);
    }

    internal int Id => _process.Id;

    /// <summary>Set once <see cref="StartAsync"/> has returned.</summary>
    internal WorkerGreeting Greeting { get; private set; } = null!;

    /// <summary>
    /// Starts the process and waits for its greeting. Throws <see cref="ImagingUnavailableException"/> when there is none, or when it cannot load its library.
    /// </summary>
    internal static async Task<WorkerProcess> StartAsync(
        ProcessStartInfo command, WorkerSettings settings, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        var worker = new WorkerProcess(Launch(command), clock, logger);
        try
        {
            await worker.WriteLineAsync(JsonSerializer.SerializeToUtf8Bytes(settings, WorkerJson.Default.WorkerSettings), cancellationToken);
            var line = await worker._process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(StartLimit, cancellationToken);
            worker.Greeting = line is null
                ? throw new ImagingUnavailableException($"An imaging worker ended before it was ready: {command.FileName} "
                    + $"{string.Join(' ', command.ArgumentList)}")
                : JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerGreeting)!;
            return worker.Greeting.Error is { } error ? throw new ImagingUnavailableException(error) : worker;
        }
        catch (Exception e)
        {
            await worker.DisposeAsync();
            throw e is IOException or TimeoutException ? new ImagingUnavailableException($"An imaging worker ({command.FileName}) did not start: {e.Message}", e) : e;
        }
    }

    /// <summary>What it does for the current request, as far as it has said.</summary>
    internal string Step { get; private set; } = FirstStep;

    /// <summary>What it has found out for the current request, as far as it has said.</summary>
    internal KnownFacts? Known { get; private set; }

    /// <summary>The answer to a request; null when the process ended instead.</summary>
    internal async Task<WorkerAnswer?> AskAsync(WorkerRequest request)
    {
        try
        {
            (Step, Known) = (FirstStep, null);
            await WriteLineAsync(JsonSerializer.SerializeToUtf8Bytes(request, WorkerJson.Default.WorkerRequest), CancellationToken.None);
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                var answer = JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerAnswer)!;
                Known = answer.Facts is { } facts ? new KnownFacts(facts, _clock.GetUtcNow()) : Known;
                if (answer.Outcome != WorkerOutcome.Working)
                {
                    return answer;
                }

                Step = answer.Step!;
            }

            return null;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            // The pipe broke, or the line ended in the middle: the process is gone, and its exit code says more.
            return null;
        }
    }

    /// <summary>Memory and processor time that the process has taken; zero when it is gone.</summary>
    internal ProcessUse Use => ProcessUse.Of(_process);

    internal void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: false);
        }
    }

    /// <summary>How the process ended, as text.</summary>
    internal async Task<string> DescribeEndAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode > 128 ? $"ended by signal {_process.ExitCode - 128}" : $"ended with code {_process.ExitCode}";
    }

    /// <summary>Closes its standard input, at which a worker leaves; one that does not is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(LeaveLimit);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            Kill();
            await _process.WaitForExitAsync();
        }

        await _errors;

        // Process closes only what it reads itself; these pipes would stay open until the garbage collector finds them.
        _process.StandardOutput.Dispose();
        _process.StandardError.Dispose();
        _process.Dispose();
    }

    private static Process Launch(ProcessStartInfo command)
    {
        try
        {
            return Process.Start(command)!;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            throw new ImagingUnavailableException($"An imaging worker cannot be started: {e.Message}", e);
        }
    }

    private async Task WriteLineAsync(byte[] json, CancellationToken cancellationToken)
    {
        Array.Resize(ref json, json.Length + 1);
        json[^1] = (byte)'\n';
        var input = _process.StandardInput.BaseStream;
        await input.WriteAsync(json, cancellationToken);
        await input.FlushAsync(cancellationToken);
    }

    private async Task LogErrorsAsync(ILogger logger)
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            WorkerPoolLog.WorkerSaid(logger, _process.Id, line);
        }
    }

    private const string FirstStep = "reading it, its header or its metadata";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(2);
}
