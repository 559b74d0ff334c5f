using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using MediaPipeline.TestKit.Network;

namespace MediaPipeline.TestKit.Postgres;

/// <summary>
/// A PostgreSQL of the tests' own in a temporary directory, on loopback; it and its directory go at the end. Never run as root, since it refuses that.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string Installed = "/usr/lib/postgresql";
    private const string User = "postgres";

    private readonly string _directory, _sync;
    private readonly string _programs;
    private readonly int _port = LoopbackPort.Free();
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _databases;
    private bool _isGone;

    // What tests write need not outlive the machine.
    public PostgresServer()
        : this(Directory.CreateTempSubdirectory("mediapipeline-pg-").FullName, "-F")
    {
    }

    private PostgresServer(string directory, string sync)
    {
        (_directory, _sync) = (directory, sync);
        _programs = Newest() ?? throw new InvalidOperationException($"There is no PostgreSQL in {Installed}: install the package postgresql.");
        File.WriteAllText(Path.Join(_directory, "password"), Password);
        File.WriteAllText(Path.Join(_directory, "run.log"), "");
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", "-R", User, _directory);
        }

        RunAsUser("initdb", "-D", Data, "-U", User, "-A", "trust", "--auth-host=scram-sha-256", "--pwfile", Path.Join(_directory, "password"), "-E", "UTF8",
            "--locale=C.UTF-8", "-N");
        Start();

        // Started by pg_ctl, it is no child of the tests, and would outlive those that are ended in the middle.
        _signals.AddRange(new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, _ => Remove())));
    }

    /// <summary>Why its tests are skipped here; null where they run, and in CI, where they fail without it.</summary>
    public static string? WhyNot { get; } =
        Newest() is not null || Environment.GetEnvironmentVariable("CI") == "true" ? null : $"Needs PostgreSQL in {Installed}: install the package postgresql.";

    /// <summary>One that syncs each commit, in a directory that its user may reach: what is measured.</summary>
    public static PostgresServer Durable(string directory) => new(Directory.CreateDirectory(directory).FullName, "-c fsync=on");

    /// <summary>Of the superuser, over loopback.</summary>
    public string Password { get; } = "correct-horse-battery";

    /// <summary>Of the process that all its others are children of.</summary>
    public int ProcessId => int.Parse(File.ReadLines(Path.Join(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private string Data => Path.Join(_directory, "data");

    private string Port => _port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts it, and waits until it answers.</summary>
    public void Start() => RunAsUser(
        "pg_ctl", "start", "-w", "-D", Data, "-l", Path.Join(_directory, "log"), "-o",
            string.Create(CultureInfo.InvariantCulture, $"-h 127.0.0.1 -p {_port} -k {_directory} {_sync} -c max_connections=200"));

    /// <summary>Ends it as a crash would.</summary>
    public void Stop() => RunAsUser("pg_ctl", "stop", "-w", "-m", "immediate", "-D", Data);

    /// <summary>A new, empty database; answers how it is reached.</summary>
    public string CreateDatabase() => ConnectionTo(CreateNamed());

    /// <summary>A new database that holds what a dump of <c>pg_dump</c> says, as plain text.</summary>
    public string CreateDatabase(string dump)
    {
        // A copy that its user may read.
        var (name, copy) = (CreateNamed(), Path.Join(_directory, "dump.sql"));
        File.Copy(dump, copy, overwrite: true);
        RunAsUser("psql", "-h", _directory, "-p", Port, "-U", User, "-d", name, "--quiet", "--set", "ON_ERROR_STOP=1", "--file", copy);
        return ConnectionTo(name);
    }

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        Remove();
    }

    private void Remove()
    {
        lock (_signals)
        {
            if (_isGone)
            {
                return;
            }

            _isGone = true;
            if (File.Exists(Path.Join(Data, "postmaster.pid")))
            {
                Stop();
            }

            Directory.Delete(_directory, recursive: true);
        }
    }

    private static string? Newest() => !Directory.Exists(Installed)
        ? null
        : Directory.GetDirectories(Installed, "*").Where(path => File.Exists(Path.Join(path, "bin", "pg_ctl")))
            .MaxBy(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture)) is { } newest ? Path.Join(newest, "bin") : null;

    private string CreateNamed()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        RunAsUser("createdb", "-h", _directory, "-p", Port, "-U", User, name);
        return name;
    }

    private string ConnectionTo(string name) => $"Host=127.0.0.1;Port={Port};Username={User};Password={Password};Database={name}";

    private void RunAsUser(string program, params string[] arguments)
    {
        var path = Path.Join(_programs, program);
        if (Environment.IsPrivilegedProcess)
        {
            Run("setpriv", ["--reuid", User, "--regid", User, "--clear-groups", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    // Its output is not piped: the server would inherit the pipe and keep it open.
    private void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = _directory };
        foreach (var argument in (string[])["-c", "exec \"$@\" >>run.log 2>&1 </dev/null", "sh", program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {File.ReadAllText(Path.Join(_directory, "run.log"))}");
        }
    }
}
