using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>The way to PostgreSQL: right, and what is said where it is wrong.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresStartTests(PostgresServer postgres)
{
    [PostgresFact]
    public async Task Once_MakesAllLive_AndTheSecondTimeFindsAllUnchanged()
    {
        const int Pictures = 40;
        await using var silos = new SiloSet(postgres);
        silos.WritePictures(Pictures);

        var first = await silos.ImportOnceAsync();
        var second = await silos.ImportOnceAsync();

        first.ExitCode.ShouldBe(0, first.Error);
        first.Output.ShouldContain($"{Pictures} live");
        second.ExitCode.ShouldBe(0, second.Error);
        second.Output.ShouldContain($"{Pictures} unchanged");
    }

    [PostgresFact]
    public async Task NotThereYet_IsWaitedFor()
    {
        await using var silos = new SiloSet(postgres);
        postgres.Stop();
        var silo = silos.Launch();
        try
        {
            await silo.WaitForOutputAsync("does not answer yet");
        }
        finally
        {
            postgres.Start();
        }

        await silo.WaitUntilItAnswersAsync();

        (await silo.Http.GetAsync("/health/ready")).EnsureSuccessStatusCode();
    }

    [PostgresFact]
    public Task UnknownHost_IsNamedWithTheRemedy() => AssertRefusedAsync(
        $"Host=no-such-host.invalid;Database=media;Username=media;Password={postgres.Password}", "no-such-host.invalid",
            "check host and port in Storage:ConnectionString", "00:00:00");

    [PostgresFact]
    public Task WrongPassword_IsNamedWithTheRemedy() => AssertRefusedAsync(
        postgres.CreateDatabase().Replace(postgres.Password, "wrong-horse", StringComparison.Ordinal), "127.0.0.1",
            "the user or the password: check both in Storage:ConnectionString");

    [PostgresFact]
    public Task MissingDatabase_IsNamedWithTheRemedy() => AssertRefusedAsync(
        postgres.CreateDatabase().Replace("Database=test", "Database=gone", StringComparison.Ordinal), "/gone", "has no such database: create it");

    // A refusal is not waited out: these would take an hour.
    private async Task AssertRefusedAsync(string connectionString, string thing, string remedy, string wait = "01:00:00")
    {
        await using var silos = new SiloSet(postgres);

        var ended = await silos.StartInVainAsync(("Storage__ConnectionString", connectionString), ("Storage__WaitForServer", wait));

        ended.ExitCode.ShouldBe(1, ended.Error);
        ended.Error.ShouldContain(thing);
        ended.Error.ShouldContain(remedy);
        (ended.Output + ended.Error).ShouldNotContain("wrong-horse");
        (ended.Output + ended.Error).ShouldNotContain(postgres.Password);
        (ended.Output + ended.Error).ShouldNotContain("   at ");
    }
}
