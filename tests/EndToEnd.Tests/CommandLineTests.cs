using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.Silo;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>What the program says to what a person gets wrong: what it is, and what to do. It starts nothing then.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--onec", "There is no option --onec")]
    [InlineData("--urls", "--urls needs a value")]
    [InlineData("--data=", "--data needs a value")]
    [InlineData("--urls=nonsense", "'nonsense' is not an address")]
    [InlineData("--urls=http://127.0.0.1:99999", "there is no port 99999")]
    [InlineData("--urls=https://127.0.0.1:5092", "speaks HTTP only")]
    [InlineData("--urls=http://localhost:5093/foo", "more than a host and a port")]
    [InlineData("--data=a --data=b", "--data is given twice")]
    [InlineData("--once=yes", "--once takes no value")]
    [InlineData("--serve --once", "--serve imports nothing")]
    [InlineData("/no/such/folder", "There is nothing at '/no/such/folder'")]
    [InlineData("/no/such/films.json", "There is nothing at '/no/such/films.json'")]
    [InlineData("/etc/hostname", "name the folder that it lies in")]
    public async Task BadArguments_EndWith2AndSayWhatToDo(string arguments, string expected)
    {
        using var directory = new TemporaryDirectory();

        var ended = await Product.RunAsync(directory.Path, arguments.Split(' '));

        ended.ExitCode.ShouldBe(2, ended.Error);
        ended.Error.ShouldContain(expected);
        Directory.EnumerateFileSystemEntries(directory.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_ShowsEveryOption()
    {
        using var directory = new TemporaryDirectory();

        var ended = await Product.RunAsync(directory.Path, "--help");

        ended.ExitCode.ShouldBe(0);
        foreach (var option in new[] { "--once", "--serve", "--urls", "--data", "--api-key", "--help", "--version" })
        {
            ended.Output.ShouldContain(option);
        }
    }

    [Fact]
    public async Task ASecondServerOnTheSameData_RefusesToStart()
    {
        using var directory = new TemporaryDirectory();
        await using var first = await RunningServer.StartAsync(directory["data"]);

        var second = await Product.RunAsync(directory["data"], "--serve", "--urls", "http://127.0.0.1:0", "--data", directory["data"]);

        second.ExitCode.ShouldBe(1);
        second.Error.ShouldContain(directory["data"]);
        second.Error.ShouldContain("--data, or the setting Storage:DataDirectory");
        (await first.Http.GetAsync("/health/live")).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task APortInUse_IsNamedWithTheRemedy_AndNothingFollows()
    {
        using var directory = new TemporaryDirectory();
        await using var first = await RunningServer.StartAsync(directory["data"]);

        var second = await Product.RunAsync(directory["data"], "--serve", "--urls", first.Http.BaseAddress!.ToString(), "--data", directory["other"]);

        second.ExitCode.ShouldBe(1);
        second.Error.TrimEnd().Split('\n')[^1].ShouldContain("choose another address with --urls");
        ShouldReportNoTrouble(second.Error);
    }

    [Theory]
    [InlineData("/proc/data")]
    [InlineData("/dev/null/data")]
    public async Task ADataDirectoryThatCannotBeMade_IsOneLine(string data)
    {
        using var directory = new TemporaryDirectory();

        var ended = await Product.RunAsync(directory.Path, "--serve", "--urls", "http://127.0.0.1:0", "--data", data);

        ended.ExitCode.ShouldBe(1);
        ended.Error.TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldStartWith($"The data directory '{data}' cannot be made");
    }

    [Fact]
    public async Task ASettingOfTheWrongType_IsNamed()
    {
        using var directory = new TemporaryDirectory();
        var settings = new Dictionary<string, string> { ["Access__RequireKey"] = "yes" };

        var ended = await Product.RunAsync(directory["data"], settings, "--serve", "--urls", "http://127.0.0.1:0", "--data", directory["data"]);

        ended.ExitCode.ShouldBe(1);
        ended.Error.TrimEnd().Split('\n')[^1].ShouldContain("'yes' at 'Access:RequireKey'");
        ended.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public void OutputOnAFullDisk_EndsNothing_AndIsToldOnce()
    {
        using var complaints = new StringWriter();
        using var output = new BestEffortWriter(new FullDisk(), complaints);

        output.WriteLine("pictures: running");
        output.WriteLine("pictures: completed");

        complaints.ToString().TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldContain("No space left");
    }

    [Fact]
    public async Task BrokenSettings_AreNamedWithTheLine()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["data"]);
        File.WriteAllText(directory["data", "settings.json"], "{\n  \"Jobs\": {\n    \"Window\" 5\n  }\n}");

        var ended = await Product.RunAsync(directory["data"], "--serve", "--urls", "http://127.0.0.1:0", "--data", directory["data"]);

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain($"{directory["data", "settings.json"]} cannot be read: line 3: ");
    }

    [Fact]
    public async Task AWrongSetting_KeepsItFromStartingAndIsNamed()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory["data"]);
        File.WriteAllText(directory["data", "settings.json"], """{"Jobs":{"Window":0}}""");

        var ended = await Product.RunAsync(directory["data"], "--serve", "--urls", "http://127.0.0.1:0", "--data", directory["data"]);

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("Jobs:Window");
    }

    [Fact]
    public async Task Once_WithAPictureThatIsNone_EndsWith1AndListsIt_AlsoTheNextTime()
    {
        using var directory = new TemporaryDirectory();
        PngPicture.Write(directory["pictures", "good.png"], 400, 300, 1);
        PngPicture.Write(directory["pictures", "bad.png"], "<html>no picture</html>"u8.ToArray(), 2);

        for (var time = 0; time < 2; time++)
        {
            var ended = await Product.RunAsync(directory["data"], "--once", "--urls", "http://127.0.0.1:0", "--data", directory["data"], directory["pictures"]);
            ended.ExitCode.ShouldBe(1);
            ended.Error.ShouldContain("bad.png");
            ended.Error.ShouldContain("notAPicture");
        }
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task ASignal_EndsTheServerAndItsChildrenCleanly(string signal)
    {
        using var directory = new TemporaryDirectory();
        for (var i = 0; i < 30; i++)
        {
            PngPicture.Write(directory["pictures", $"{i}.png"], 2_000, 1_500, i);
        }

        await using var server = await RunningServer.StartAsync(directory["data"]);
        var (_, job) = await server.AddCollectionAsync(directory["pictures"]);
        await server.WaitForJobAsync(job, j => j.Progress.ByStage.GetValueOrDefault("live") > 0);
        var children = Children.Of(server.ProcessId);
        children.ShouldNotBeEmpty();

        (await server.StopAsync(signal)).ShouldBe(0);

        children.ShouldAllBe(id => !Directory.Exists($"/proc/{id}") || File.ReadAllText($"/proc/{id}/stat").Contains(") Z "));
        CacheFolderCheck.TemporaryFiles(directory["data", "cache"]).ShouldBeEmpty();
        ShouldReportNoTrouble(server.Output);
    }

    [Theory]
    [InlineData("INT", 130, "Opened ")]
    [InlineData("TERM", 143, "Pictures are read by")]
    public async Task ASignalDuringTheStart_EndsItQuietly(string signal, int exitCode, string after)
    {
        using var directory = new TemporaryDirectory();
        await using var server = RunningServer.Launch(directory["data"]);
        await server.WaitForOutputAsync(after);

        (await server.StopAsync(signal)).ShouldBe(exitCode, server.Output);

        ShouldReportNoTrouble(server.Output);
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public async Task ASignalDuringTheImport_EndsItQuietly(string signal, int exitCode)
    {
        using var directory = new TemporaryDirectory();
        PngPicture.WriteMany(100, 2_000, 1_500, i => directory["pictures", $"{i}.png"]);

        await using var server = RunningServer.LaunchImport(directory["data"], directory["pictures"]);
        await server.WaitForOutputAsync(" in work");

        (await server.StopAsync(signal)).ShouldBe(exitCode, server.Output);

        ShouldReportNoTrouble(server.Output);
    }

    private sealed class FullDisk : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("No space left on device");
    }

    private static void ShouldReportNoTrouble(string output)
    {
        output.ShouldNotContain(" warn: ");
        output.ShouldNotContain(" fail: ");
        output.ShouldNotContain("   at ");
    }
}
