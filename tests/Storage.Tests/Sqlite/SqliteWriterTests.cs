using System.Diagnostics.Metrics;
using MediaPipeline.Storage.Sqlite;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Files;
using Microsoft.Data.Sqlite;

namespace MediaPipeline.Storage.Tests.Sqlite;

public sealed class SqliteWriterTests : IAsyncLifetime
{
    private readonly StorageHost _host = new();

    public Task InitializeAsync() => _host.Database.WriteAsync(session => session.Execute("CREATE TABLE things (id INTEGER PRIMARY KEY)"));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task WriteAsync_ManyAtOnce_ShareCommits()
    {
        var commits = 0L;
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => Listen(instrument, self) };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref commits, value));
        listener.Start();

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(InsertAsync));

        Interlocked.Read(ref commits).ShouldBeInRange(1, 500);
        (await CountAsync()).ShouldBe(1000);
    }

    [Fact]
    public async Task WriteAsync_OneOfAGroupFails_ItsNeighboursAreKept()
    {
        await InsertAsync(500);

        var writes = Enumerable.Range(0, 1000).Select(InsertAsync).ToList();
        await Task.WhenAll(writes.Select(write => write.ContinueWith(_ => { }, TaskScheduler.Default)));

        writes.Count(write => write.IsFaulted).ShouldBe(1);
        writes.Single(write => write.IsFaulted).Exception!.InnerException.ShouldBeOfType<SqliteException>();
        (await CountAsync()).ShouldBe(1000);
    }

    [Fact]
    public async Task WriteAsync_CompoundFailsHalfWay_LeavesNothingOfItself()
    {
        var before = InsertAsync(1);
        var half = _host.Database.WriteAsync(
            session => session.Execute("INSERT INTO things VALUES (2)") + session.Execute("INSERT INTO things VALUES (1)"), rows: 2, compound: true);
        var after = InsertAsync(3);

        await Should.ThrowAsync<SqliteException>(() => half);
        await Task.WhenAll(before, after);

        (await CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task DisposeAsync_PendingWrites_AreCommittedFirst()
    {
        using var directory = new TemporaryDirectory();
        var host = new StorageHost(directory.Path);
        await host.Database.WriteAsync(session => session.Execute("CREATE TABLE things (id INTEGER PRIMARY KEY)"));
        var writes = Enumerable.Range(0, 500)
            .Select(i => host.Database.WriteAsync(session => session.Execute("INSERT INTO things VALUES (@id)", ("@id", i)))).ToList();

        await host.DisposeAsync();

        writes.ShouldAllBe(write => write.IsCompletedSuccessfully);
    }

    private Task<int> InsertAsync(int id) => _host.Database.WriteAsync(session => session.Execute("INSERT INTO things VALUES (@id)", ("@id", id)));

    private Task<long> CountAsync() => _host.Database.ReadAsync(session => session.Number("SELECT count(*) FROM things"), CancellationToken.None);

    // Other tests have writers of their own: only this host's meter counts.
    private void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Name is "mediapipeline.storage.commits" && ReferenceEquals(instrument.Meter.Scope, _host.Get<IMeterFactory>()))
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }
}
