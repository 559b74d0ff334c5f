using System.Runtime.InteropServices;

namespace MediaPipeline.Silo.Hosting;

/// <summary>Which signal asked the program to end: the host, which obeys it, only says that it was asked.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration _interrupt, _terminate;
    private int _exitCode = ExitCodes.Failed;

    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Remember(ExitCodes.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Remember(ExitCodes.Terminated));
    }

    /// <summary>For a run that was ended before it was done; <see cref="ExitCodes.Failed"/> where no signal did that.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void Remember(int exitCode) => Interlocked.CompareExchange(ref _exitCode, exitCode, ExitCodes.Failed);
}
