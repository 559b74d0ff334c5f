using System.Runtime.InteropServices;

namespace MediaPipeline.Silo.Hosting;

/// <summary>Records which signal ended the program: the host handles signals, but does not tell which one it was.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration _interrupt, _terminate;
    private int _exitCode = ExitCodes.Failed;

    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Remember(ExitCodes.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Remember(ExitCodes.Terminated));
    }

    /// <summary>Exit code of an interrupted run; <see cref="ExitCodes.Failed"/> if no signal interrupted it.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void Remember(int exitCode) => Interlocked.CompareExchange(ref _exitCode, exitCode, ExitCodes.Failed);
}
