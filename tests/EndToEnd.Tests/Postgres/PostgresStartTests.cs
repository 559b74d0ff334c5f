using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.EndToEnd.Tests.Postgres;

/// <summary>What a person reads who got the way to PostgreSQL wrong.</summary>
public sealed class PostgresStartTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [PostgresFact]
    public async Task NotThereYet_IsWaitedFor()
    {
        using var run = new PostgresRun(postgres);
        postgres.Stop();
        await using var server = RunningServer.Launch(run.Data, run.Settings);
        try
        {
            await server.WaitForOutputAsync("does not answer yet");
        }
        finally
        {
            postgres.Start();
        }

        await server.WaitUntilItAnswersAsync();

        (await server.Http.GetAsync("/health/ready")).EnsureSuccessStatusCode();
    }

    [PostgresFact]
    public Task UnknownHost_IsNamedWithTheRemedy() => AssertRefusedAsync(
        $"Host=no-such-host.invalid;Database=media;Username=media;Password={postgres.Password}", "no-such-host.invalid", "check host and port in Storage:ConnectionString", "00:00:00");

    [PostgresFact]
    public Task WrongPassword_IsNamedWithTheRemedy() => AssertRefusedAsync(
        postgres.CreateDatabase().Replace(postgres.Password, "wrong-horse", StringComparison.Ordinal), "127.0.0.1", "the user or the password: check both in Storage:ConnectionString");

    [PostgresFact]
    public Task MissingDatabase_IsNamedWithTheRemedy() => AssertRefusedAsync(
        postgres.CreateDatabase().Replace("Database=test", "Database=gone", StringComparison.Ordinal), "/gone", "has no such database: create it");

    // A refusal is not waited out: these would take an hour.
    private async Task AssertRefusedAsync(string connectionString, string thing, string remedy, string wait = "01:00:00")
    {
        using var directory = new TemporaryDirectory();
        var settings = PostgresRun.SettingsFor(connectionString);
        settings["Storage__WaitForServer"] = wait;

        var ended = await Product.RunAsync(directory["data"], settings, "--serve", "--urls", "http://127.0.0.1:0", "--data", directory["data"]);

        ended.ExitCode.ShouldBe(1, ended.Error);
        ended.Error.ShouldContain(thing);
        ended.Error.ShouldContain(remedy);
        (ended.Output + ended.Error).ShouldNotContain("wrong-horse");
        (ended.Output + ended.Error).ShouldNotContain(postgres.Password);
        (ended.Output + ended.Error).ShouldNotContain("   at ");
    }
}
